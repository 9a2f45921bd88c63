package io.berth.e2e.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.client.Client;
import io.berth.client.Endpoint;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Json;
import java.io.IOException;
import java.util.Map;

/** A registry of a running server in the state that the recordings begin with. */
final class FreshRegistry {
  /** Sorts behind all names of the recordings, and is found by none of their searches. */
  private static final String ADMINISTRATOR = "zz-replay";

  private static final String PASSWORD = "Harbor12345";

  private FreshRegistry() {}

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
