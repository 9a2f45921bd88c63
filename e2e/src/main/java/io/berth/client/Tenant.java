package io.berth.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * A managed registry of a running server, with an administrator's credentials. Set up through the
 * control API and the Harbor API alone.
 *
 * @param user administrator of the registry
 */
public record Tenant(Endpoint endpoint, String user, String password) {
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final String LARGE_PLAN = "0dae73df-6c49-47bf-a9d5-6b866c74ac54";

  /** The first start's registry, on the largest plan. */
  public static Tenant first(BerthProcess berth) throws IOException {
    try (var control = control(berth)) {
      var id = berth.bootstrap().registryId();
      return ready(berth, control, enlarge(berth, control, id));
    }
  }

  /** One more registry on the same server. */
  public static Tenant another(BerthProcess berth, String name) throws IOException {
    return inRegion(berth, name, "GRA");
  }

  /** The same in one of the control API's regions. */
  public static Tenant inRegion(BerthProcess berth, String name, String region) throws IOException {
    return another(berth, Map.of("name", name, "region", region));
  }

  /** The same with the public project {@code library}, with which a Harbor begins. */
  public static Tenant withLibrary(BerthProcess berth, String name) throws IOException {
    return another(berth, Map.of("name", name, "region", "GRA", "libraryProject", true));
  }

  private static Tenant another(BerthProcess berth, Map<String, ?> ordered) throws IOException {
    try (var control = control(berth)) {
      var made = control.post(registries(berth), Json.write(ordered)).must(200).json();
      var id = made.path("id").asText();
      await(berth, control, id);
      return ready(berth, control, enlarge(berth, control, id));
    }
  }

  private static JsonNode enlarge(BerthProcess berth, Client control, String id)
      throws IOException {
    control
        .json(
            "PUT", registries(berth) + "/" + id + "/plan", Json.write(Map.of("planID", LARGE_PLAN)))
        .must(200);
    return await(berth, control, id);
  }

  private static JsonNode await(BerthProcess berth, Client control, String id) throws IOException {
    try {
      return Await.until(
          "registry that is READY",
          READY_LIMIT,
          () -> control.get(registries(berth) + "/" + id).must(200).json(),
          registry -> registry.path("status").asText().equals("READY"));
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static Tenant ready(BerthProcess berth, Client control, JsonNode registry)
      throws IOException {
    var made =
        control
            .send(
                "POST",
                registries(berth) + "/" + registry.path("id").asText() + "/users",
                Body.of(new byte[0]))
            .must(200)
            .json();
    var url = registry.path("url").asText();
    var authority = url.substring(url.indexOf("://") + 3).replaceAll("/.*$", "");
    return new Tenant(
        new Endpoint(authority, berth.port()),
        made.path("user").asText(),
        made.path("password").asText());
  }

  private static String registries(BerthProcess berth) {
    return "/v1/cloud/project/" + berth.bootstrap().serviceName() + "/containerRegistry";
  }

  /** A client of the control API, with the first start's service account. */
  public static Client control(BerthProcess berth) throws IOException {
    var endpoint = Endpoint.local(berth.port());
    var json = berth.bootstrap().json();
    var form =
        "grant_type=client_credentials&scope=all&client_id="
            + encode(json.path("clientId").asText())
            + "&client_secret="
            + encode(json.path("clientSecret").asText());
    try (var anybody = new Client(endpoint, "")) {
      var token =
          anybody
              .send(
                  "POST",
                  "/auth/oauth2/token",
                  Body.of(form.getBytes(StandardCharsets.UTF_8)),
                  "Content-Type: application/x-www-form-urlencoded")
              .must(200)
              .json()
              .path("access_token")
              .asText();
      return new Client(endpoint, "Bearer " + token);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The administrator, with a connection of its own. */
  public Client client() {
    return new Client(endpoint, Client.basic(user, password));
  }

  /** A repository seen by the administrator over a connection of its own. */
  public Repository repository(String name) {
    return new Repository(client(), name);
  }

  /** The administrator with a registry token for one repository. */
  public Client withToken(String scope) throws IOException {
    return new Client(endpoint, "Bearer " + token(user, password, scope));
  }

  /** What the token service gives these credentials. */
  public String token(String name, String secret, String scope) throws IOException {
    try (var client = new Client(endpoint, Client.basic(name, secret))) {
      return client
          .get("/service/token?service=harbor-registry&scope=" + encode(scope))
          .must(200)
          .json()
          .path("token")
          .asText();
    }
  }

  /** A private project. */
  public void createProject(String name) throws IOException {
    try (var client = client()) {
      client.post("/api/v2.0/projects", Json.write(Map.of("project_name", name))).must(201);
    }
  }

  /** A person of this registry without any right of their own; returns their client. */
  public Client createPerson(String name) throws IOException {
    var secret = "Torture-" + name + "-1";
    try (var client = client()) {
      client
          .post(
              "/api/v2.0/users",
              Json.write(
                  Map.of(
                      "username",
                      name,
                      "email",
                      name + "@example.org",
                      "realname",
                      name,
                      "password",
                      secret)))
          .must(201);
    }
    return new Client(endpoint, Client.basic(name, secret));
  }
}
