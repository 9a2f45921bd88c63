package io.berth.clients.ovh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.berth.clients.Expect;
import io.berth.clients.Score;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.Bootstrap;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The calls of the control API that OVHcloud's clients make, in the order of a registry's life. */
final class OvhCalls {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final OvhClient api;
  private final Score score;
  private final String project;
  private String registry = "";
  private JsonNode kept = MissingNode.getInstance();

  OvhCalls(OvhClient api, Bootstrap bootstrap, Score score) {
    this.api = api;
    this.score = score;
    this.project = "/cloud/project/" + bootstrap.serviceName();
  }

  /**
   * Makes them all.
   *
   * @param signsSignIn whether the client can prove who it is below {@code /auth}
   */
  void run(boolean signsSignIn) {
    if (!score.check("GET /auth/time", () -> api.get("/auth/time").value())) {
      return;
    }
    if (signsSignIn) {
      get("/auth/currentCredential");
      get("/auth/details");
    }
    account();
    project();
    life();
    registryParts();
    openIdConnect();
    end();
    refusals();
  }

  private JsonNode get(String path) {
    var value = new JsonNode[] {kept};
    score.check("GET " + shown(path), () -> value[0] = api.get(path).value());
    return value[0];
  }

  private JsonNode post(String path, Map<String, ?> body) {
    var value = new JsonNode[] {kept};
    score.check("POST " + shown(path), () -> value[0] = api.post(path, body).value());
    return value[0];
  }

  private void put(String path, Map<String, ?> body) {
    score.check("PUT " + shown(path), () -> api.put(path, body).value());
  }

  private void delete(String path) {
    score.check("DELETE " + shown(path), () -> api.delete(path).value());
  }

  /** Without what differs in each run. */
  private String shown(String path) {
    return (registry.isEmpty() ? path : path.replace(registry, "{registry}"))
        .replace(project, "{project}")
        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|\\b[0-9a-f]{16,}\\b|\\b\\d+\\b", "{id}");
  }

  private void account() {
    get("/me");
    get("/me/api/application");
    get("/me/api/credential");
    var client =
        post(
            "/me/api/oauth2/client",
            Map.of("name", "calls", "description", "d", "flow", "CLIENT_CREDENTIALS"));
    var one = "/me/api/oauth2/client/" + client.path("clientId").asText();
    get("/me/api/oauth2/client");
    get(one);
    put(one, Map.of("name", "renamed", "description", "e"));
    delete(one);
    post(
        "/me/identity/user",
        Map.of(
            "login",
            "calls",
            "email",
            "calls@example.org",
            "description",
            "d",
            "group",
            "DEFAULT",
            "password",
            "Secret-12345!"));
    get("/me/identity/user");
    get("/me/identity/user/calls");
    put("/me/identity/user/calls", Map.of("email", "other@example.org", "description", "e"));
    post("/me/identity/user/calls/disable", Map.of());
    post("/me/identity/user/calls/enable", Map.of());
    delete("/me/identity/user/calls");
  }

  private void project() {
    get("/cloud/project");
    get(project);
    put(project, Map.of("description", "renamed"));
    var regions = get(project + "/region");
    get(project + "/region/" + regions.path(0).asText());
    get(project + "/capabilities/containerRegistry");
    score.check(
        "GET {project}/capabilities/productAvailability with a query",
        () ->
            api.get(
                    project + "/capabilities/productAvailability",
                    Map.of("ovhSubsidiary", "FR", "product", "a b+c"))
                .value());
    get("/order/catalog/public/cloud");
  }

  private void life() {
    var made = post(project + "/containerRegistry", Map.of("name", "Fässer 倉庫", "region", "GRA"));
    registry = project + "/containerRegistry/" + made.path("id").asText();
    get(project + "/containerRegistry");
    score.check("the registry becomes READY", () -> await("READY"));
    score.check(
        "GET {registry}",
        () -> Expect.equal(api.get(registry).value().path("name").asText(), "Fässer 倉庫"));
    put(registry, Map.of("name", "renamed"));
    get(registry + "/plan");
    var plans = get(registry + "/capabilities/plan");
    put(registry + "/plan", Map.of("planID", plans.path(0).path("id").asText()));
    score.check("the registry is READY on its new plan", () -> await("READY"));
  }

  private void registryParts() {
    for (var kind : List.of("management", "registry")) {
      var blocks = registry + "/ipRestrictions/" + kind;
      get(blocks);
      score.check(
          "PUT {registry}/ipRestrictions/" + kind,
          () -> {
            var block = Map.of("ipBlock", "121.121.121.121", "description", "Büro");
            var answer = api.put(blocks, List.of(block)).value();
            Expect.equal(answer.path(0).path("ipBlock").asText(), "121.121.121.121/32");
          });
      score.check(
          "PUT {registry}/ipRestrictions/" + kind + " of []",
          () -> Expect.equal(api.put(blocks, List.of()).value().size(), 0));
    }
    var user = post(registry + "/users", Map.of());
    var named = post(registry + "/users", Map.of("email", "a@example.org", "login", "ann"));
    get(registry + "/users");
    var one = registry + "/users/" + user.path("id").asText();
    get(one);
    put(one + "/setAsAdmin", Map.of());
    delete(one);
    delete(registry + "/users/" + named.path("id").asText());
    post(registry + "/iam", Map.of("deleteUsers", true));
    delete(registry + "/iam");
  }

  private void openIdConnect() {
    var path = registry + "/openIdConnect";
    var provider =
        Map.of(
            "name", "provider",
            "endpoint", "https://127.0.0.1:1/realm",
            "clientId", "id",
            "clientSecret", "secret",
            "scope", "openid,profile",
            "verifyCert", false);
    score.check(
        "POST {registry}/openIdConnect of a provider that does not answer is refused",
        () -> {
          var refused = api.post(path, Map.of("deleteUsers", true, "provider", provider)).refusal();
          Expect.equal(refused.status().startsWith("4"), true);
        });
    score.check(
        "GET {registry}/openIdConnect when there is none",
        () -> Expect.equal(api.get(path).refusal().status(), "404"));
  }

  private void end() {
    delete(registry);
    score.check("the registry is gone", () -> await("404"));
  }

  private void refusals() {
    score.check(
        "an unknown registry",
        () ->
            Expect.equal(
                api.get(project + "/containerRegistry/00000000-0000-4000-8000-000000000000")
                    .refusal()
                    .status(),
                "404"));
    score.check(
        "a call that is not served",
        () -> Expect.equal(api.get("/domain/zone").refusal().status(), "404"));
    score.check(
        "a body without what is required",
        () ->
            Expect.equal(
                api.post(project + "/containerRegistry", Map.of("name", "x")).refusal().status(),
                "400"));
  }

  private void await(String state) throws Exception {
    Await.until(
        state,
        LIMIT,
        () ->
            switch (api.get(registry)) {
              case OvhClient.Refused refused -> refused.status();
              case OvhClient.Answer resolved -> resolved.value().path("status").asText();
            },
        state::equals);
  }
}
