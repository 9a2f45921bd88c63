package io.berth.security;

import io.berth.http.message.Method;
import io.berth.http.routing.Api;
import io.berth.http.routing.Route;
import java.util.Comparator;
import java.util.List;

/** A route on the walk, in an order in which what is needed later is changed last. */
record Step(Api<?> api, Route<?> route) {
  /** What ends a registry, or a credential that asks. */
  private static final List<String> LAST =
      List.of(
          "/containerRegistry/{registryID}",
          "/containerRegistry/{registryID}/plan",
          "/containerRegistry/{registryID}/iam",
          "/auth/session",
          "/auth/signOut");

  /** Where the walk tries a wrong password, after which its address must wait. */
  private static final List<String> WITH_PASSWORDS =
      List.of("/c/login", "/service/token", "/auth/login", "/auth/oauth2/token");

  static List<Step> all(List<Api<?>> apis) {
    return apis.stream()
        .flatMap(api -> api.routes().stream().map(route -> new Step(api, route)))
        .sorted(Comparator.comparingInt(Step::turn))
        .toList();
  }

  boolean isControl() {
    return api.surface() != Api.Surface.REGISTRY;
  }

  /** Whether it is another route under a second name. */
  boolean isAlias() {
    var template = route.template();
    return template.startsWith("/1.0/") || (api.name().equals("harbor") && template.endsWith("/"));
  }

  /** What takes a credential of the walk itself away. */
  private static final List<String> CREDENTIALS =
      List.of(
          "/api/v2.0/projects/{project}",
          "/api/v2.0/robots/{robot}",
          "/api/v2.0/users/{id}/disabled",
          "/api/v2.0/users/{id}");

  private int turn() {
    var template = route.template();
    if (route.method() != Method.GET) {
      if (CREDENTIALS.contains(template)) {
        return 300 + CREDENTIALS.indexOf(template);
      }
      if (WITH_PASSWORDS.stream().anyMatch(template::endsWith)) {
        return 200;
      }
      if (LAST.stream().anyMatch(template::endsWith)) {
        return 100;
      }
    }
    return switch (route.method()) {
      // The counts of pulls come late: lists before content.
      case GET, HEAD -> api.name().equals("oci") ? 2 : 1;
      case PUT -> 10;
      case POST, PATCH -> 11;
      default -> 20;
    };
  }
}
