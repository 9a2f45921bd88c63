package io.berth.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.http.message.Method;
import io.berth.http.routing.Api;
import io.berth.http.routing.Route;
import io.berth.secret.Vault;
import io.berth.server.config.Addresses;
import io.berth.server.config.SettingSources;
import io.berth.server.config.Settings;
import io.berth.server.place.DataFolder;
import io.berth.sql.Dialect;
import io.berth.testing.QuickPasswords;
import io.berth.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every route that is served, and what it asks of its caller. */
final class WiringTest {
  /** The routes anybody may call. A new line here is a decision about security. */
  private static final List<String> OPEN =
      List.of(
          "GET /",
          "GET /1.0",
          "GET /1.0/auth.json",
          "GET /1.0/auth.yaml",
          "GET /1.0/auth/session",
          "GET /1.0/auth/time",
          "GET /1.0/cloud.json",
          "GET /1.0/cloud.yaml",
          "GET /1.0/me.json",
          "GET /1.0/me.yaml",
          "GET /1.0/order.json",
          "GET /1.0/order.yaml",
          "GET /1.0/order/catalog/public/cloud",
          "GET /account/**",
          "GET /account/device",
          "GET /api/v2.0/health",
          "GET /api/v2.0/icons/{digest}",
          "GET /api/v2.0/labels",
          "GET /api/v2.0/openapi.json",
          "GET /api/v2.0/ping",
          "GET /api/v2.0/projects",
          "GET /api/v2.0/repositories",
          "GET /api/v2.0/search",
          "GET /api/v2.0/search/all",
          "GET /api/v2.0/systeminfo",
          "GET /api/v2.0/systeminfo/getcert",
          "GET /api/version",
          "GET /assets/{name}",
          "GET /c/account/callback",
          "GET /c/account/login",
          "GET /c/log_out",
          "GET /c/oidc/callback",
          "GET /c/oidc/login",
          "GET /c/oidc/callback/{provider}",
          "GET /c/oidc/logout",
          "GET /c/oidc/providers",
          "GET /console",
          "GET /devcenter-api-2.0",
          "GET /favicon.svg",
          "GET /harbor",
          "GET /harbor/**",
          "GET /health",
          "GET /health/live",
          "GET /health/ready",
          "GET /oidc-onboard",
          "GET /panel",
          "GET /panel/**",
          "GET /service/token",
          "GET /swagger.json",
          "GET /v1",
          "GET /v1/auth.json",
          "GET /v1/auth.yaml",
          "GET /v1/auth/session",
          "GET /v1/auth/time",
          "GET /v1/cloud.json",
          "GET /v1/cloud.yaml",
          "GET /v1/me.json",
          "GET /v1/me.yaml",
          "GET /v1/order.json",
          "GET /v1/order.yaml",
          "GET /v1/order/catalog/public/cloud",
          "POST /1.0/auth/oauth2/token",
          "POST /auth/oauth2/token",
          "POST /c/login",
          "POST /c/oidc/backchannel-logout",
          "POST /c/oidc/onboard",
          "POST /service/device_authorization",
          "POST /service/revoke",
          "POST /service/token",
          "POST /v1/auth/oauth2/token");

  /** The same of the control plane's ways in: each asks for proof of its own. */
  private static final List<String> WAYS_IN =
      List.of(
          "GET /.well-known/oauth-authorization-server",
          "GET /1.0/auth",
          "GET /auth",
          "GET /auth/oauth2/authorize",
          "GET /auth/registry",
          "GET /auth/signIn",
          "GET /auth/style.css",
          "GET /createApp",
          "GET /createToken",
          "GET /v1/auth",
          "POST /1.0/auth/credential",
          "POST /1.0/auth/login",
          "POST /1.0/auth/oauth2/revoke",
          "POST /auth/oauth2/authorize",
          "POST /auth/oauth2/revoke",
          "POST /auth/signIn",
          "POST /auth/signOut",
          "POST /auth/validate",
          "POST /createApp",
          "POST /createToken",
          "POST /v1/auth/credential",
          "POST /v1/auth/login",
          "POST /v1/auth/oauth2/revoke");

  /** What changes something in Harbor's API and is not told to the audit log. */
  private static final List<String> UNTOLD =
      List.of(
          "DELETE /api/v2.0/oidc-providers/{alias}",
          "DELETE /api/v2.0/users/current/identities/{identity}",
          "DELETE /api/v2.0/users/current/sessions",
          "DELETE /api/v2.0/users/current/sessions/{session}",
          "DELETE /api/v2.0/users/{id}/sessions",
          "DELETE /api/v2.0/users/{id}/sessions/{session}",
          "POST /api/v2.0/oidc-providers",
          "POST /api/v2.0/retentions/preview",
          "POST /api/v2.0/system/oidc/ping",
          "PUT /api/v2.0/oidc-providers/{alias}",
          "PUT /api/v2.0/oidc-providers/{alias}/options",
          "PUT /api/v2.0/projects/{project}/repositories/{repository}",
          "PUT /api/v2.0/users/{id}/disabled");

  @TempDir Path temp = Path.of("");
  private DataFolder folder;
  private io.berth.sql.Database database;
  private final Resources resources = new Resources();
  private List<Api<?>> apis;

  @BeforeEach
  void wire() throws IOException {
    var settings =
        Settings.of(
            SettingSources.load(
                Map.of("data", temp.toString(), "port", "0", "tls-port", "0"),
                Map.of(),
                temp,
                Optional.empty()));
    folder = DataFolder.lock(settings);
    database = TestDatabases.fresh(Dialect.SQLITE);
    var vault = new Vault(new byte[32], new SecureRandom());
    apis =
        new Wiring(
                settings,
                folder,
                database,
                vault,
                Addresses.of(settings),
                QuickPasswords.with(new SecureRandom()),
                resources)
            .apis;
  }

  @AfterEach
  void close() throws IOException {
    resources.close();
    database.close();
    folder.close();
  }

  @Test
  void theRoutesOpenToAnybodyAreTheseAndNoOthers() {
    var open =
        routes().stream()
            .filter(route -> route.access().isOpen())
            .map(route -> route.method() + " " + route.template().replaceFirst("(?<=.)/$", ""))
            .collect(Collectors.toCollection(TreeSet::new));

    open.removeAll(WAYS_IN);
    assertThat(open).containsExactlyInAnyOrderElementsOf(OPEN);
  }

  @Test
  void everyOpenRouteSaysWhy() {
    assertThat(routes())
        .filteredOn(route -> route.access().isOpen())
        .allSatisfy(
            route ->
                assertThat(route.access().openBecause().orElseThrow())
                    .as(route.template())
                    .hasSizeGreaterThan(10));
  }

  @Test
  void everyOtherRouteNamesItsPermission() {
    assertThat(routes())
        .filteredOn(route -> !route.access().isOpen())
        .isNotEmpty()
        .allSatisfy(route -> assertThat(route.access().name()).as(route.template()).isNotBlank());
  }

  @Test
  void whatChangesSomethingIsAuditedButForThese() throws IOException {
    var untold =
        routesOf("harbor")
            .filter(route -> route.method() != Method.GET && route.method() != Method.HEAD)
            .filter(route -> route.audited().isEmpty())
            .map(WiringTest::line)
            .collect(Collectors.toCollection(TreeSet::new));
    // They change nothing, ever.
    untold.removeAll(documented(operation -> operation.path("x-not-offered-yet").asBoolean()));
    assertThat(untold).containsExactlyInAnyOrderElementsOf(UNTOLD);

    assertThat(
            routesOf("oci")
                .filter(route -> route.audited().isPresent())
                .map(route -> line(route) + ": " + route.audited().orElseThrow()))
        .containsExactlyInAnyOrder(
            "GET /v2/{name+}/manifests/{reference}: pull artifact",
            "PUT /v2/{name+}/manifests/{reference}: create artifact",
            "DELETE /v2/{name+}/manifests/{reference}: delete artifact");
  }

  @Test
  void aReadOnlyRegistryRefusesEveryChangeButToItsConfiguration() {
    var changes =
        Stream.of("harbor", "oci")
            .flatMap(this::routesOf)
            .filter(route -> route.method() != Method.GET && route.method() != Method.HEAD)
            .toList();
    assertThat(changes).hasSizeGreaterThan(50);
    assertThat(changes.stream().filter(route -> !route.writes()).map(WiringTest::line).distinct())
        .containsExactly("PUT /api/v2.0/configurations");
  }

  private Stream<Route<?>> routesOf(String name) {
    return apis.stream()
        .filter(api -> api.name().equals(name))
        .<Route<?>>flatMap(api -> api.routes().stream());
  }

  private static String line(Route<?> route) {
    return route.method() + " " + route.template().replaceFirst("(?<=.)/$", "");
  }

  @Test
  void harborsApiIsWhatItsDocumentSays() throws IOException {
    var documented = documented(_ -> true);
    var served =
        apis.stream()
            .filter(api -> api.name().equals("harbor"))
            .flatMap(api -> api.routes().stream())
            .map(route -> route.method() + " " + route.template().replaceFirst("(?<=.)/$", ""))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(served)
        .as("routes of Harbor's API and src/main/resources/api/harbor-openapi.json")
        .isEqualTo(documented);
  }

  private static Set<String> documented(Predicate<JsonNode> which) throws IOException {
    var documented = new TreeSet<String>();
    try (var in = WiringTest.class.getResourceAsStream("/api/harbor-openapi.json")) {
      var paths =
          io.berth.http.message.Json.tree(java.util.Objects.requireNonNull(in).readAllBytes())
              .path("paths");
      for (var path : paths.properties()) {
        for (var operation : path.getValue().properties()) {
          // Parameters are what all operations of the path have in common.
          if (!operation.getKey().equals("parameters") && which.test(operation.getValue())) {
            documented.add(
                operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
          }
        }
      }
    }
    return documented;
  }

  @Test
  void everyRouteStandsBelowItsApisPrefix() {
    for (var api : apis) {
      assertThat(api.routes())
          .allSatisfy(
              route ->
                  assertThat(api.prefixes())
                      .as(api.name() + " " + route.template())
                      .anyMatch(prefix -> route.template().startsWith(prefix)));
    }
  }

  private List<Route<?>> routes() {
    return apis.stream().<Route<?>>flatMap(api -> api.routes().stream()).toList();
  }
}
