package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Daemon;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.Workspace;
import io.berth.e2e.fixtures.client.ClientsRegistry;
import io.berth.e2e.fixtures.client.Dockerd;
import io.berth.e2e.fixtures.client.Helm;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.client.Oras;
import io.berth.e2e.fixtures.client.Podman;
import io.berth.e2e.fixtures.page.Browser;
import io.berth.e2e.fixtures.page.PageCheck;
import io.berth.e2e.fixtures.page.Person;
import io.berth.e2e.fixtures.page.PortalPages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code ./berth login}: a program, a person at a browser, and the container clients after it. */
@ExtendWith(RealParts.class)
final class DeviceLoginTest {
  private static final Pattern PAGE = Pattern.compile("http\\S+/account/device\\?code=\\S+");

  private final ClientsRegistry registry;
  private final Browser browser;

  DeviceLoginTest(ClientsRegistry registry, Browser browser) {
    this.registry = registry;
    this.browser = browser;
  }

  @Test
  void aPersonSeesWhoAsksAndLetsTheCommandLineIn() {
    registry.skopeo().push(Image.create("device", 1_000), "clients/device:v1").ok();
    var home = Workspace.scratch("login");
    var login = login(home, "--name", "laptop", "--scope", "pull", "--days", "7");
    try (var person = browser.person("maria", registry.berth().bootstrap().registryUrl())) {
      var page = person.page();
      page.navigate(pageOf(login));
      page.waitForURL(url -> url.contains("/account/sign-in"));
      page.locator("#login_username").waitFor();
      new PortalPages(person).signInLocally(registry.user(), registry.password());
      page.locator("#user-code").waitFor();
      assertThat(page.inputValue("#user-code")).matches("[A-Z]{4}-[A-Z]{4}");
      assertThat(PageCheck.problems(person, "device-code")).isEmpty();
      page.getByText("Continue").click();
      page.locator("#device-approve").waitFor();
      assertThat(new PortalPages(person).text()).contains("laptop", "read and pull", "7 days");
      assertThat(PageCheck.problems(person, "device-question")).isEmpty();
      page.click("#device-approve");
      page.getByText("The program is let in").waitFor();
      assertThat(PageCheck.problems(person, "device-answered")).isEmpty();
      assertThat(person.problems()).isEmpty();

      ended(login);
      assertThat(login.stop()).isZero();
      assertThat(login.log()).contains("as " + registry.user() + " for 7 days");
      var pull =
          Command.of("skopeo", "--insecure-policy", "inspect", "--tls-verify=false", "--authfile")
              .and(home.resolve("config.json").toString())
              .and("docker://" + registry.host() + "/clients/device:v1");
      pull.run().ok();
      person.open("/harbor/profile");
      page.getByText("laptop").first().waitFor();
    }
  }

  @Test
  void aPersonRefusesWhatAskedOverHttps() {
    var berth = registry.berth();
    var home = Workspace.scratch("login");
    var words =
        BerthProcess.program(
            "login",
            "https://localhost:" + berth.tlsPort(),
            "--ca",
            berth.bootstrap().caFile().toString());
    var login = Daemon.start(Workspace.scratch("login-run"), environment(home, home), words);
    try (var person = signedIn()) {
      look(person, pageOf(login));
      person.page().click("#device-deny");
      person.page().getByText("The program is refused").waitFor();
    }
    ended(login);
    assertThat(login.stop()).isEqualTo(1);
    assertThat(login.log()).contains("the login was refused: the person refused");
  }

  @Test
  void dockerPullsAndPushesThroughTheCredentialHelperUntilTheLogout() throws Exception {
    var started = Dockerd.start();
    assumeTrue(started.engine().isPresent(), started.reason());
    registry.skopeo().push(Image.create("helper", 1_000), "clients/helper:v1").ok();
    try (var docker = started.engine().orElseThrow()) {
      docker.findsProgramsIn(helperIn(docker.home()));
      Files.writeString(
          docker.config().resolve("config.json"),
          "{\"credHelpers\": {\"%s\": \"berth\"}}".formatted(registry.host()));
      var login = login(docker.config(), docker.home());
      try (var person = signedIn()) {
        look(person, pageOf(login));
        person.page().click("#device-approve");
        person.page().getByText("The program is let in").waitFor();
      }
      ended(login);
      assertThat(login.log()).contains("docker-credential-berth");
      var config = Workspace.read(docker.config().resolve("config.json"));
      assertThat(config).doesNotContain("\"auth\"");

      var name = registry.host() + "/clients/helper";
      docker.run("pull", name + ":v1").ok();
      docker.run("tag", name + ":v1", name + ":v2").ok();
      docker.run("push", name + ":v2").ok();

      var logout =
          Command.of(BerthProcess.program("logout", registry.host()))
              .with(environment(docker.config(), docker.home()));
      assertThat(logout.run().ok()).contains("its access token is revoked");
      docker.run("rmi", name + ":v1", name + ":v2").ok();
      assertThat(docker.run("pull", name + ":v1").refusal()).isNotEmpty();
    }
  }

  @Test
  void podmanHelmAndOrasTakeTheLoginFromTheCredentialHelperUntilTheLogout() throws Exception {
    registry.skopeo().push(Image.create("shared", 1_000), "clients/shared:v1").ok();
    var home = Workspace.scratch("login");
    // Libraries look for programs where this process does, and tell them its own HOME.
    var programs = Workspace.MODULE.resolve("target/programs");
    helper(programs, "HOME='%s' exec ".formatted(home));
    var config = home.resolve("config.json");
    Files.writeString(config, "{\"credHelpers\": {\"%s\": \"berth\"}}".formatted(registry.host()));
    var login = login(home);
    try (var person = signedIn()) {
      look(person, pageOf(login));
      person.page().click("#device-approve");
      person.page().getByText("The program is let in").waitFor();
    }
    ended(login);
    assertThat(Workspace.read(config)).doesNotContain("\"auth\"");

    var helm = new Helm(registry.host());
    var oras = new Oras(registry.host(), config);
    try (var podman = new Podman(registry.host());
        var _ = helm.asks("berth")) {
      podman.asks("berth", programs);
      podman.pull("clients/shared:v1").ok();
      podman.tag("clients/shared:v1", "clients/shared:v2").ok();
      podman.push("clients/shared:v2").ok();
      assertThat(helm.push(helm.chart("helped"), "clients/helped")).contains("helped:0.1.0");
      assertThat(helm.template("clients/helped/helped", "0.1.0")).contains("name: release-helped");
      oras.push("clients/shared:v3", "text/vnd.example.note", Workspace.file("note"));
      assertThat(oras.tags("clients/shared")).containsExactlyInAnyOrder("v1", "v2", "v3");

      Command.of(BerthProcess.program("logout", registry.host()))
          .with(environment(home, home))
          .run()
          .ok();
      podman.removeLocally("clients/shared:v1", "clients/shared:v2").ok();
      assertThat(podman.pull("clients/shared:v1").refusal()).isNotEmpty();
      assertThatThrownBy(() -> helm.template("clients/helped/helped", "0.1.0"))
          .isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> new Oras(registry.host(), config).tags("clients/shared"))
          .isInstanceOf(RuntimeException.class);
    }
  }

  private Person signedIn() {
    var person = browser.person("maria", registry.berth().bootstrap().registryUrl());
    new PortalPages(person).signIn(registry.user(), registry.password());
    return person;
  }

  private static void look(Person person, String url) {
    person.page().navigate(url);
    person.page().getByText("Continue").click();
    person.page().locator("#device-approve").waitFor();
  }

  private Daemon login(Path home, String... options) {
    return login(home, home, options);
  }

  private Daemon login(Path config, Path home, String... options) {
    var words = BerthProcess.program("login", registry.host(), "--no-browser");
    words.addAll(java.util.List.of(options));
    return Daemon.start(Workspace.scratch("login-run"), environment(config, home), words);
  }

  private static Map<String, String> environment(Path config, Path home) {
    return Map.of("DOCKER_CONFIG", config.toString(), "HOME", home.toString());
  }

  /** As docker-credential-berth does, with the jar of this run. */
  private static Path helperIn(Path home) throws Exception {
    return helper(home.resolve("bin"), "exec ");
  }

  private static Path helper(Path programs, String before) throws Exception {
    Files.createDirectories(programs);
    var words = String.join(" ", BerthProcess.program("credential-helper"));
    var script =
        Files.writeString(
            programs.resolve("docker-credential-berth"),
            """
        #!/bin/sh
        %s%s "$@"
        """
                .formatted(before, words));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return programs;
  }

  private static String pageOf(Daemon login) {
    login.await("address", Duration.ofSeconds(60), () -> PAGE.matcher(login.log()).find());
    return PAGE.matcher(login.log()).results().findFirst().orElseThrow().group();
  }

  private static void ended(Daemon login) {
    boolean ended = Await.holds(Duration.ofSeconds(60), () -> !login.isAlive());
    assertThat(ended).as(login.log()).isTrue();
  }
}
