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
    var player = new Player(administered(Tenant.withLibrary(berth, name)));
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
   * The same registry with one user, who is called otherwise and described as Harbor's first, and
   * who is the one member of the first project.
   */
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
      var member = Map.of("role_id", 1, "member_user", Map.of("username", ADMINISTRATOR));
      var members = "/api/v2.0/projects/library/members";
      var born = first.get(members).must(200).json();
      first.post(members, Json.write(member)).must(201);
      for (var one : born) {
        second.delete(members + "/" + one.path("id").asText()).must(200);
      }
      var id = current(first).path("user_id").asText();
      second.delete("/api/v2.0/users/" + id).must(200);
    }
    return tenant;
  }

  private static JsonNode current(Client client) throws IOException {
    return client.get("/api/v2.0/users/current").must(200).json();
  }
}
