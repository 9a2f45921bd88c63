package io.berth.e2e.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.client.Client;
import io.berth.client.Endpoint;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A registry of a running server in the state that the recordings begin with. */
final class FreshRegistry {
  /** Sorts behind all names of the recordings, and is found by none of their searches. */
  private static final String ADMINISTRATOR = "zz-replay";

  private static final String PASSWORD = "Harbor12345";

  /** Who asked the recorded Harbor took this number for nobody's, and here it may be given out. */
  private static final String NOBODY = "123";

  private static final String ABSENT = "900000123";

  private FreshRegistry() {}

  /** Gives out the first numbers of webhooks, so that none of the recordings' has them. */
  static void passNumbers(BerthProcess berth) throws IOException {
    try (var client = administered(Tenant.another(berth, "numbers")).client()) {
      client.post("/api/v2.0/projects", "{\"project_name\":\"numbers\"}").must(201);
      for (var name : List.of("one", "two")) {
        var target = Map.of("type", "http", "address", "http://127.0.0.1:1/hook");
        var policy =
            Map.of(
                "name",
                name,
                "enabled",
                false,
                "event_types",
                List.of("PUSH_ARTIFACT"),
                "targets",
                List.of(target));
        client.post("/api/v2.0/projects/numbers/webhook/policies", Json.write(policy)).must(201);
      }
    }
  }

  /**
   * Makes one and fills it by the requests that filled the recorded Harbor.
   *
   * @param rules what of them may be refused
   */
  static Player on(BerthProcess berth, String name, Rules rules) throws IOException {
    var player = new Player(administered(Tenant.another(berth, name)));
    library(player);
    for (var exchange : Recording.read(Recording.SEED)) {
      var answered = player.play(exchange);
      if (answered.status() != exchange.recorded().status()
          && !rules.isNotOffered(exchange.operation())) {
        throw new AssertionError("the state cannot be made: " + exchange + ": " + answered);
      }
    }
    return player;
  }

  /**
   * The project that a Harbor begins with, made by whoever plays its first user; of each kind the
   * first thing there is.
   */
  private static void library(Player player) throws IOException {
    var call = "{\"project_name\":\"library\",\"metadata\":{\"public\":\"true\"}}";
    try (var client = player.administrator()) {
      client.post("/api/v2.0/projects", call).must(201);
      var project = client.get("/api/v2.0/projects/library").must(200).json();
      var member = client.get("/api/v2.0/projects/library/members").must(200).json().path(0);
      var quota =
          client
              .get("/api/v2.0/quotas?reference=project&reference_id=" + id(project, "project_id"))
              .must(200)
              .json()
              .path(0);
      player.bindings().bind(Kinds.PROJECTS, "1", id(project, "project_id"));
      player.bindings().bind("users", "1", id(project, "owner_id"));
      player.bindings().bind("members", "1", id(member, "id"));
      player.bindings().bind("quotas", "1", id(quota, "id"));
      player.bindings().bind("users", NOBODY, ABSENT);
      player.bindings().bind(Kinds.PROJECTS, NOBODY, ABSENT);
    }
  }

  private static String id(JsonNode thing, String member) {
    return thing.path(member).asText();
  }

  /** The same registry with one user, who is called otherwise and described as Harbor's first. */
  private static Tenant administered(Tenant made) throws IOException {
    var tenant = new Tenant(made.endpoint(), ADMINISTRATOR, PASSWORD);
    try (var first = made.client();
        var second = tenant.client()) {
      var user =
          Map.of(
              "username", ADMINISTRATOR,
              "email", "zz@example.org",
              "realname", "system admin",
              "comment", "admin user",
              "password", PASSWORD);
      var place = first.post("/api/v2.0/users", Json.write(user)).must(201).header("Location");
      var flag = Json.write(Map.of("sysadmin_flag", true));
      first.json("PUT", Endpoint.path(place) + "/sysadmin", flag).must(200);
      var id = current(first).path("user_id").asText();
      second.delete("/api/v2.0/users/" + id).must(200);
    }
    return tenant;
  }

  private static JsonNode current(Client client) throws IOException {
    return client.get("/api/v2.0/users/current").must(200).json();
  }
}
