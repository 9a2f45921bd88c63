package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Buildah;
import io.berth.e2e.fixtures.Dockerd;
import io.berth.e2e.fixtures.Helm;
import io.berth.e2e.fixtures.Image;
import io.berth.e2e.fixtures.ManagedRegistry;
import io.berth.e2e.fixtures.Oras;
import io.berth.e2e.fixtures.PortalPages;
import io.berth.e2e.fixtures.Skopeo;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Real clients push to and pull from the default registry at {@code localhost:<port>}, as a
 * newcomer would.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RegistryClientsTest {
  private final ManagedRegistry registry = new ManagedRegistry(BerthProcess.start());
  private final BerthProcess berth = registry.berth();
  private final String user;
  private final String password;

  RegistryClientsTest() {
    var credentials = registry.generateCredentials();
    user = credentials.path("user").asText();
    password = credentials.path("password").asText();
    PortalPages.createProject(berth, user, password, "clients");
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  @Test
  void skopeoPushesInspectsListsAndPulls() {
    var skopeo = new Skopeo(berth.host());
    skopeo.login(user, password).ok();
    var image = Image.create("skopeo", 3_000_000);
    skopeo.push(image, "clients/skopeo:v1").ok();
    skopeo.push(image, "clients/skopeo:v2").ok();
    assertThat(skopeo.inspect("clients/skopeo:v1").path("Digest").asText())
        .isEqualTo(image.digest());
    assertThat(skopeo.tags("clients/skopeo"))
        .extracting(tag -> tag.asText())
        .containsExactly("v1", "v2");
    skopeo.pull("clients/skopeo@" + image.digest()).ok();
    skopeo.delete("clients/skopeo:v1").ok();
    assertThat(skopeo.pull("clients/skopeo:v1").refusal()).contains("manifest unknown");
  }

  @Test
  void skopeoIsToldThatItsPasswordIsWrong() {
    assertThat(new Skopeo(berth.host()).login(user, "not-" + password).refusal())
        .contains("invalid username/password");
  }

  @Test
  void nobodyPushesWithoutCredentials() {
    var image = Image.create("nobody", 100);
    assertThat(new Skopeo(berth.host()).push(image, "clients/nobody:v1").refusal())
        .containsIgnoringCase("unauthorized");
  }

  @Test
  void pushingIntoAProjectThatDoesNotExistSaysSo() {
    var skopeo = new Skopeo(berth.host());
    skopeo.login(user, password).ok();
    assertThat(skopeo.push(Image.create("no project", 100), "absent/app:v1").refusal())
        .contains("absent");
  }

  @Test
  void buildahBuildsPushesIndexesAndPulls() throws IOException {
    var buildah = new Buildah(berth.host());
    buildah.login(user, password).ok();
    buildah.buildAndPush("clients/buildah:one", file("one")).ok();
    buildah.buildAndPush("clients/buildah:two", file("two")).ok();
    buildah.pushIndex("clients/buildah:both", "clients/buildah:one", "clients/buildah:two").ok();
    buildah.pull("clients/buildah:one").ok();
    var skopeo = new Skopeo(berth.host());
    skopeo.login(user, password).ok();
    assertThat(skopeo.tags("clients/buildah"))
        .extracting(tag -> tag.asText())
        .containsExactly("both", "one", "two");
  }

  @Test
  void helmPushesAndPulls() {
    var helm = new Helm(berth.host());
    helm.login(user, password);
    assertThat(helm.push(helm.chart("sample"), "clients/charts")).contains("sample:0.1.0");
    assertThat(helm.template("clients/charts/sample", "0.1.0")).contains("name: release-sample");
    assertThatThrownBy(() -> helm.login(user, "not-" + password)).hasMessageContaining("401");
  }

  @Test
  void orasAttachesToAnArtifactAndFindsItsReferrers() throws IOException {
    var oras = new Oras(berth.host(), user, password);
    var subject = oras.push("clients/oras:v1", "text/vnd.example.note", file("subject"));
    var note = oras.attach("clients/oras:v1", "text/vnd.example.review", file("review"));
    assertThat(oras.referrers("clients/oras", subject, "text/vnd.example.review"))
        .containsExactly(note);
    assertThat(oras.referrers("clients/oras", subject, "text/vnd.example.other")).isEmpty();
    var folder = Workspace.scratch("oras-pulled");
    oras.pull("clients/oras:v1", folder);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
    assertThat(oras.tags("clients/oras")).containsExactly("v1");
  }

  @Test
  void dockerLogsInPullsTagsPushesAndIsRefused() {
    var started = Dockerd.start();
    assumeTrue(started.engine().isPresent(), started.reason());
    try (var docker = started.engine().orElseThrow()) {
      var skopeo = new Skopeo(berth.host());
      skopeo.login(user, password).ok();
      skopeo.push(Image.create("docker", 500_000), "clients/docker:v1").ok();
      assertThat(docker.login(berth.host(), user, "not-" + password).refusal())
          .containsIgnoringCase("unauthorized");
      assertThat(docker.login(berth.host(), user, password).ok()).contains("Login Succeeded");
      var name = berth.host() + "/clients/docker";
      docker.run("pull", name + ":v1").ok();
      docker.run("tag", name + ":v1", name + ":v2").ok();
      docker.run("push", name + ":v2").ok();
      docker.run("rmi", name + ":v1", name + ":v2").ok();
      docker.run("pull", name + ":v2").ok();
    }
  }

  @Test
  void killingTheServerAfterAnAcknowledgedPushLosesNothing() {
    try (var own = new ManagedRegistry(BerthProcess.start())) {
      var credentials = own.generateCredentials();
      var name = credentials.path("user").asText();
      var secret = credentials.path("password").asText();
      PortalPages.createProject(own.berth(), name, secret, "durable");
      var skopeo = new Skopeo(own.berth().host());
      skopeo.login(name, secret).ok();
      for (var round = 1; round <= 3; round++) {
        var image = Image.create("round " + round, 1_000_000);
        var reference = "durable/app:" + round;
        skopeo.push(image, reference).ok();
        own.berth().killAndRestart();
        assertThat(skopeo.inspect(reference).path("Digest").asText()).isEqualTo(image.digest());
        skopeo.pull(reference).ok();
      }
    }
  }

  @Test
  void theServerStopsCleanlyWhenAsked() {
    try (var own = BerthProcess.start()) {
      assertThat(own.stop()).isIn(0, 143);
    }
  }

  private static Path file(String text) throws IOException {
    return Files.writeString(Workspace.scratch("file").resolve(text + ".txt"), text + "\n");
  }
}
