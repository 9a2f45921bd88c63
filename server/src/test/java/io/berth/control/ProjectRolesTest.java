package io.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.control.account.AccountBrowser;
import io.berth.control.project.CloudProjectRole;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Several accounts, their roles in a project, and the trail they leave. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class ProjectRolesTest {
  private static final String ACCOUNTS = "/v1/me/identity/user";

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private RunningBerth berth;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder);
    root("POST", ACCOUNTS)
        .json("{'login':'alice','email':'alice@example.test','password':'Alice-1234'}")
        .text(200);
  }

  @AfterEach
  void stop() {
    berth.close();
  }

  private HttpCall root(String method, String path) {
    return berth.call(method, path).as("root");
  }

  /** A call with a session of this account. */
  private HttpCall as(String account, String password, String method, String path) {
    return new AccountBrowser(berth, account, password).call(method, path);
  }

  private HttpCall alice(String method, String path) {
    return as("alice", "Alice-1234", method, path);
  }

  private void member(String role) {
    root("POST", berth.project() + "/member")
        .json("{'account':'alice','role':'%s'}".formatted(role))
        .text(200);
  }

  @Test
  void aStrangerSeesNothing() {
    assertThat(alice("GET", "/v1/cloud/project").json(200)).isEmpty();
    alice("GET", berth.project()).text(404);
    alice("GET", berth.registry()).text(404);
    alice("PUT", berth.registry()).json("{'name':'mine'}").text(404);
  }

  @Test
  void aViewerReadsAndAnOperatorRunsAndAnOwnerDecides() {
    member("viewer");
    assertThat(alice("GET", "/v1/cloud/project").json(200)).hasSize(1);
    alice("GET", berth.registry()).text(200);
    alice("GET", berth.registry() + "/users").text(200);
    for (var change : List.of("PUT ", "DELETE ", "POST /users", "PUT /plan", "POST /iam")) {
      var words = change.split(" ", 2);
      var denied = alice(words[0], berth.registry() + words[1]).json("{'name':'x'}").send();
      if (denied.statusCode() != 404) {
        assertThat(denied.statusCode()).as(change).isEqualTo(403);
      }
    }
    var denied = alice("PUT", berth.registry()).json("{'name':'x'}").json(403);
    assertThat(denied.path("errorCode").asText()).isEqualTo("FORBIDDEN");
    assertThat(denied.path("class").asText()).isEqualTo("Client::Forbidden");
    assertThat(denied.path("message").asText()).isEqualTo("User not granted for this request");
    assertThat(denied.path("details").path("unauthorizedActionsByIAM").asText())
        .isEqualTo("publicCloudProject:apiovh:containerRegistry/edit");

    member("operator");
    alice("PUT", berth.registry()).json("{'name':'by alice'}").text(200);
    alice("POST", berth.registry() + "/users").text(200);
    alice("DELETE", berth.registry()).text(403);
    alice("POST", berth.project() + "/member")
        .json("{'account':'admin','role':'viewer'}")
        .text(403);

    root("PUT", berth.project() + "/member/alice").json("{'role':'owner'}").text(200);
    alice("PUT", berth.project() + "/member/admin").json("{'role':'viewer'}").text(200);
    root("DELETE", berth.registry()).text(403);
    alice("DELETE", berth.project() + "/member/admin").text(200);
    root("GET", berth.registry()).text(404);
  }

  /** Whatever a call is: the role is looked at before anything of it, its body included. */
  @Test
  void noCallBelowAProjectDoesMoreThanTheRoleAllows() {
    member("viewer");
    var viewer = new AccountBrowser(berth, "alice", "Alice-1234");
    var registry = berth.registry().substring(berth.registry().lastIndexOf('/') + 1);
    int refused = 0;
    for (var call : Published.of(berth).calls()) {
      var action = call.operation().path("iamActions").path(0).path("name").asText();
      if (!call.path().startsWith("/cloud/project/{") || CloudProjectRole.VIEWER.allows(action)) {
        continue;
      }
      var path =
          berth.project()
              + call.path()
                  .replace("/cloud/project/{serviceName}", "")
                  .replace("{registryID}", registry)
                  .replaceAll("\\{[^}]+}", "1");
      var denied = viewer.call(call.method(), path).json(403);
      assertThat(denied.path("details").path("unauthorizedActionsByIAM").asText())
          .as(call.name())
          .isEqualTo(action);
      refused++;
    }
    assertThat(refused).isGreaterThan(25);
  }

  @Test
  void aProjectKeepsAnOwner() {
    member("operator");
    assertThat(root("GET", berth.project() + "/member").json(200)).hasSize(2);
    root("DELETE", berth.project() + "/member/admin").text(409);
    root("PUT", berth.project() + "/member/admin").json("{'role':'viewer'}").text(409);
    root("PUT", berth.project() + "/member/admin").json("{'role':'king'}").text(400);
    root("PUT", berth.project() + "/member/nobody").json("{'role':'viewer'}").text(404);
    root("POST", berth.project() + "/member")
        .json("{'account':'nobody','role':'viewer'}")
        .text(404);
    root("DELETE", berth.project() + "/member/alice").text(200);
    alice("GET", berth.project()).text(404);
  }

  @Test
  void onlyAnAdministratorHandlesAccounts() {
    alice("GET", ACCOUNTS).text(403);
    alice("POST", ACCOUNTS + "/admin/disable").text(403);
    assertThat(root("GET", ACCOUNTS).json(200)).hasSize(2);
    root("POST", ACCOUNTS)
        .json("{'login':'alice','email':'x@example.test','password':'Alice-1234'}")
        .text(409);
    root("POST", ACCOUNTS).json("{'login':'a b','email':'x@example.test'}").text(400);
    root("POST", ACCOUNTS + "/admin/disable").text(409);

    root("POST", ACCOUNTS + "/alice/disable").text(200);
    assertThat(root("GET", ACCOUNTS + "/alice").json(200).path("status").asText())
        .isEqualTo("DISABLED");
    var login = "{'account':'alice','password':'Alice-1234'}";
    berth.call("POST", "/v1/auth/login").json(login).text(401);
    root("POST", ACCOUNTS + "/alice/enable").text(200);
    berth.call("POST", "/v1/auth/login").json(login).text(200);

    var reset = root("POST", ACCOUNTS + "/alice/resetPassword").json(200);
    berth.call("POST", "/v1/auth/login").json(login).text(401);
    as("alice", reset.path("password").asText(), "GET", "/v1/me/session").text(200);
    root("PUT", ACCOUNTS + "/alice").json("{'group':'ADMIN'}").text(200);
    as("alice", reset.path("password").asText(), "GET", ACCOUNTS).text(200);
  }

  @Test
  void changesAndSignInsLeaveATrail() {
    member("viewer");
    alice("PUT", berth.registry()).json("{'name':'secret name'}").text(403);
    root("PUT", berth.registry()).json("{'name':'renamed'}").text(200);
    berth
        .call("POST", "/v1/auth/login")
        .json("{'account':'alice','password':'Wrong-1234'}")
        .text(401);

    var trail = root("GET", berth.registry() + "/audit").json(200);
    assertThat(trail).hasSize(2);
    var newest = trail.path(0);
    assertThat(newest.path("account").asText()).isEqualTo("admin");
    assertThat(newest.path("action").asText())
        .isEqualTo("publicCloudProject:apiovh:containerRegistry/edit");
    assertThat(newest.path("status").asInt()).isEqualTo(200);
    assertThat(newest.path("through").asText()).startsWith("OAuth2 client ");
    assertThat(newest.path("ip").asText()).isEqualTo("127.0.0.1");
    assertThat(trail.path(1).path("status").asInt()).isEqualTo(403);
    assertThat(trail.toString()).doesNotContain("secret name");

    assertThat(root("GET", berth.project() + "/audit?account=alice").json(200)).hasSize(1);
    assertThat(root("GET", berth.project() + "/audit?limit=1").json(200)).hasSize(1);
    assertThat(
            root("GET", berth.project() + "/audit?before=" + newest.path("id").asText()).json(200))
        .hasSizeGreaterThan(1);
    assertThat(root("GET", berth.project() + "/audit?to=2020-01-01T00:00:00Z").json(200)).isEmpty();
    root("GET", berth.project() + "/audit?from=yesterday").text(400);
    root("GET", berth.project() + "/audit?limit=0").text(400);

    var own = actions(alice("GET", "/v1/me/audit").json(200));
    assertThat(own).contains("signIn 200", "signIn 401").doesNotContain("signIn 403");
    assertThat(root("GET", berth.project() + "/audit?format=jsonl").text(200).lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("{\"id\":"));
  }

  private static List<String> actions(JsonNode trail) {
    var actions = new java.util.ArrayList<String>();
    trail.forEach(
        event -> actions.add(event.path("action").asText() + " " + event.path("status").asText()));
    return actions;
  }

  @Test
  void theTrailIsFollowedAsItGrows() {
    try (var lines = root("GET", berth.project() + "/audit?follow=true&method=PUT").lines(200)) {
      root("POST", berth.registry() + "/users").text(200);
      root("PUT", berth.registry()).json("{'name':'one'}").text(200);
      root("PUT", berth.registry()).json("{'name':'two'}").text(200);
      assertThat(lines.filter(line -> !line.isEmpty()).limit(2))
          .allMatch(
              line ->
                  line.contains("\"action\":\"publicCloudProject:apiovh:containerRegistry/edit\""));
    }
  }
}
