package io.berth.clients.terraform;

import io.berth.client.Tenant;
import io.berth.e2e.fixtures.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Robots of a registry for tests that need one to act as an administrator. */
final class Robots {
  private static final String API = "/api/v2.0";

  private Robots() {}

  /** A robot's full name and its secret. */
  record Robot(String name, String secret) {}

  /** Makes a robot of the system that may all that robots can be given, everywhere. */
  static Robot withAllRights(Tenant tenant) throws IOException {
    try (var client = tenant.client()) {
      var all = client.get(API + "/permissions").must(200).json();
      var made =
          client
              .post(
                  API + "/robots",
                  Json.write(
                      Map.of(
                          "name",
                          "administrator",
                          "level",
                          "system",
                          "duration",
                          -1,
                          "permissions",
                          List.of(
                              Map.of(
                                  "kind", "system",
                                  "namespace", "/",
                                  "access", all.path("system")),
                              Map.of(
                                  "kind", "project",
                                  "namespace", "*",
                                  "access", all.path("project"))))))
              .must(201)
              .json();
      return new Robot(made.path("name").asText(), made.path("secret").asText());
    }
  }
}
