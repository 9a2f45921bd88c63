package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.ManagedRegistry;
import io.berth.e2e.fixtures.MessageTable;
import io.berth.e2e.fixtures.NodeProvider;
import io.berth.e2e.fixtures.client.Dockerd;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.client.Skopeo;
import io.berth.e2e.fixtures.page.Visitor;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever goes wrong, docker's last line tells a person what to do: docker-messages.md. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DockerMessagesTest {
  private static final String PASSWORD = "Passw0rd";

  private final ManagedRegistry registry = new ManagedRegistry(BerthProcess.start());
  private final BerthProcess berth = registry.berth();
  private final String host = berth.host();
  private final MessageTable table = new MessageTable(host);

  /** Every situation is reached, also after one whose words are wrong. */
  private final SoftAssertions soft = new SoftAssertions();

  private final JsonNode boss = registry.generateCredentials();
  private final Visitor admin =
      new Visitor().basic(boss.path("user").asText(), boss.path("password").asText());

  @AfterAll
  void stop() {
    registry.close();
  }

  @Test
  void everyRefusalSaysWhatToDo() throws SQLException {
    var started = Dockerd.start();
    assumeTrue(started.engine().isPresent(), started.reason());
    try (var docker = started.engine().orElseThrow()) {
      made("/projects", Map.of("project_name", "team"));
      made("/projects", Map.of("project_name", "small", "storage_limit", 1024));
      var maria = user("maria");
      logins(docker, maria);
      pushes(docker);
      soft.assertAll();
      table.compare();
    }
  }

  private void logins(Dockerd docker, String maria) throws SQLException {
    soft.assertThat(
            login(docker, "a wrong password, or a name that does not exist", "maria", "wrong"))
        .contains("Invalid user name or password");
    var expired = token("old", "push");
    var revoked = token("gone", "push");
    change("UPDATE access_token SET expires_at = 1 WHERE name = 'old'");
    admin.delete(api("/users/current/access-tokens/" + revoked.path("id").asText()));
    var name = boss.path("user").asText();
    soft.assertThat(login(docker, "an access token that expired", name, secret(expired)))
        .contains("\"old\" expired at", "make a new one at");
    soft.assertThat(login(docker, "an access token that was revoked", name, secret(revoked)))
        .contains("unknown or was revoked", "make a new one at");
    soft.assertThat(
            login(docker, "somebody else's access token", "maria", secret(token("t", "pull"))))
        .contains("belongs to another user");
    var ci = robot("ci");
    var ended = robot("ended");
    disabled(ci);
    change("UPDATE robot SET expires_at = 1 WHERE login LIKE '%ended'");
    soft.assertThat(login(docker, "a robot account that is disabled", ci))
        .contains("can enable it");
    soft.assertThat(login(docker, "a robot account that expired", ended))
        .contains("longer duration");
    admin.put(api("/users/" + maria + "/disabled"), Map.of("disabled", true, "reason", "on leave"));
    soft.assertThat(login(docker, "a user who was disabled", "maria", PASSWORD))
        .contains("maria is disabled (on leave); ask an administrator");
    admin.put(api("/users/" + maria + "/disabled"), Map.of("disabled", false));
    for (int i = 0; i < 10; i++) {
      docker.login(host, "guessed", "wrong" + i).refusal();
    }
    soft.assertThat(login(docker, "too many wrong passwords", "guessed", "again"))
        .contains("too many failed sign-ins; try again in");
    try (var provider = NodeProvider.start(berth.bootstrap().registryUrl() + "/c/oidc/callback")) {
      made(
          "/oidc-providers",
          Map.of(
              "alias", "company",
              "name", "Company",
              "endpoint", provider.endpoint(),
              "client_id", "harbor",
              "client_secret", "harbor-secret"));
      change(
          "INSERT INTO registry_user (registry_id, username, origin, created_at, updated_at)"
              + " SELECT id, 'erin', 'PROVIDER', 1, 1 FROM registry");
      soft.assertThat(login(docker, "the provider's password of a user of a provider", "erin", "x"))
          .contains("Company", "CLI secret or an access token", "profile at");
    }
  }

  private void pushes(Dockerd docker) {
    var skopeo = new Skopeo(host);
    skopeo.login(boss.path("user").asText(), boss.path("password").asText()).ok();
    skopeo.push(Image.create("messages", 5_000), "team/app:v1").ok();
    docker.login(host, boss.path("user").asText(), boss.path("password").asText()).ok();
    var image = host + "/team/app:v1";
    docker.run("pull", image).ok();

    docker.run("logout", host).ok();
    soft.assertThat(pull(docker, "nobody is signed in", "team/app:v1")).contains("sign in first");
    docker.login(host, "maria", PASSWORD).ok();
    soft.assertThat(pull(docker, "no role in the project", "team/app:v1"))
        .contains("ask an administrator of the project");
    soft.assertThat(push(docker, image, "no role in the project", "team/app:v2"))
        .contains("ask an administrator of the project");
    soft.assertThat(push(docker, image, "the project does not exist", "nowhere/app:v1"))
        .contains("project nowhere not found: create it before pushing to it");
    docker.login(host, boss.path("user").asText(), secret(token("reader", "pull"))).ok();
    soft.assertThat(push(docker, image, "an access token that may only pull", "team/app:v2"))
        .contains("the access token is only for pull");
    docker.login(host, boss.path("user").asText(), boss.path("password").asText()).ok();
    soft.assertThat(push(docker, image, "the project's quota is used up", "small/app:v1"))
        .contains(
            "Quota exceeded", "delete what is no longer needed", "ask a system administrator");
    skopeo.push(Image.create("kept", 5_000), "team/app:release-1").ok();
    made(
        "/projects/team/immutabletagrules",
        Map.of(
            "scope_selectors",
            Map.of("repository", List.of(Map.of("pattern", "**"))),
            "tag_selectors",
            List.of(Map.of("pattern", "release-*"))));
    soft.assertThat(push(docker, image, "the tag is immutable", "team/app:release-1"))
        .contains("configured as immutable by rule", "tags matching release-*");
    admin.put(api("/configurations"), Map.of("read_only", true));
    soft.assertThat(push(docker, image, "the registry is read-only", "team/app:v2"))
        .containsIgnoringCase("read");
    admin.put(api("/configurations"), Map.of("read_only", false));
  }

  private String login(Dockerd docker, String situation, JsonNode robot) {
    return login(docker, situation, robot.path("name").asText(), robot.path("secret").asText());
  }

  private String login(Dockerd docker, String situation, String name, String password) {
    return table.refused(situation, "docker login", docker.login(host, name, password));
  }

  private String pull(Dockerd docker, String situation, String name) {
    return table.refused(situation, "docker pull", docker.run("pull", host + "/" + name));
  }

  private String push(Dockerd docker, String image, String situation, String name) {
    docker.run("tag", image, host + "/" + name).ok();
    return table.refused(situation, "docker push", docker.run("push", host + "/" + name));
  }

  private String user(String name) {
    made(
        "/users",
        Map.of(
            "username", name,
            "password", PASSWORD,
            "email", name + "@example.org",
            "realname", name));
    return admin.get(api("/users/search?username=" + name)).json().path(0).path("user_id").asText();
  }

  private JsonNode token(String name, String level) {
    return made("/users/current/access-tokens", Map.of("name", name, "level", level));
  }

  private static String secret(JsonNode token) {
    return token.path("token").asText();
  }

  private JsonNode robot(String name) {
    var push = Map.of("resource", "repository", "action", "push");
    return made(
        "/robots",
        Map.of(
            "name",
            name,
            "level",
            "project",
            "duration",
            30,
            "permissions",
            List.of(Map.of("kind", "project", "namespace", "team", "access", List.of(push)))));
  }

  /** Harbor's clients send back the whole robot that they read. */
  private void disabled(JsonNode robot) {
    var path = api("/robots/" + robot.path("id").asText());
    var whole = (ObjectNode) admin.get(path).json();
    var answer = admin.put(path, whole.put("disable", true));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private JsonNode made(String path, Object body) {
    var answer = admin.post(api(path), body);
    assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(201);
    return answer.body().isEmpty()
        ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
        : answer.json();
  }

  private String api(String path) {
    return berth.url() + "/api/v2.0" + path;
  }

  /** Lets time pass, or somebody come from a provider, in the server's own database. */
  private void change(String sql) throws SQLException {
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + berth.data() + "/berth.db");
        var statement = database.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 5000");
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
    // The server looks for other writers five times a second.
    Await.pass(Duration.ofMillis(600));
  }
}
