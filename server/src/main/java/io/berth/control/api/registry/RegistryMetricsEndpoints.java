package io.berth.control.api.registry;

import io.berth.catalog.Manifests;
import io.berth.catalog.Projects;
import io.berth.catalog.Repositories;
import io.berth.control.call.ControlError;
import io.berth.control.registry.ManagedRegistries;
import io.berth.control.registry.RegistryFigures;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.http.routing.Route;
import io.berth.identity.user.UserRow;
import io.berth.ops.Metrics;
import io.berth.secret.Sha256;
import io.berth.secret.Tokens;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;

/**
 * The figures of one registry for its owner's Prometheus, on the registry's own host, for whoever
 * holds the token: table registry_metrics_token. The names are those of Harbor's exporter where it
 * has one.
 */
public final class RegistryMetricsEndpoints {
  static final String PATH = "/metrics/registry";

  private final Database database;
  private final ManagedRegistries registries;
  private final ToLongFunction<RegistryId> sizes;
  private final Tokens tokens;
  private final Clock clock;

  public RegistryMetricsEndpoints(
      Database database,
      ManagedRegistries registries,
      ToLongFunction<RegistryId> sizes,
      SecureRandom random,
      Clock clock) {
    this.database = database;
    this.registries = registries;
    this.sizes = sizes;
    this.tokens = new Tokens(random);
    this.clock = clock;
  }

  /** A new token in place of the former one; shown once. */
  String newToken(RegistryId registry) {
    var token = tokens.letters(48);
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO registry_metrics_token (registry_id, token_hash, created_at)
                    VALUES (:registry, :tokenHash, :now)
                    ON CONFLICT (registry_id) DO UPDATE SET
                      token_hash = excluded.token_hash, created_at = excluded.created_at
                    """)
                .bind("registry", registry.value())
                .bind("tokenHash", Sha256.hex(token))
                .bind("now", Micros.of(clock.instant()))
                .execute());
    return token;
  }

  /** Ends the token; false when there was none. */
  boolean deleteToken(RegistryId registry) {
    return database.write(
            (Handle handle) ->
                handle
                    .createUpdate(
                        "DELETE FROM registry_metrics_token WHERE registry_id = :registry")
                    .bind("registry", registry.value())
                    .execute())
        == 1;
  }

  /** What stands on a registry's host. */
  public Api<?> api() {
    var holder = Access.<Anybody, Anybody>of("registry:metrics", this::check);
    return new Api<>(
        "metrics of a registry",
        Api.Surface.REGISTRY,
        List.of(PATH),
        List.of(Route.get(PATH).asks(holder).by(this::scrape)),
        new ControlError(),
        CallerFilter.anybody(),
        0);
  }

  private Anybody check(Request request, Anybody caller) {
    var registry = CurrentRequest.currentRegistry().id();
    var known =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery(
                        "SELECT token_hash FROM registry_metrics_token"
                            + " WHERE registry_id = :registry")
                    .bind("registry", registry.value())
                    .mapTo(String.class)
                    .findOne());
    var header = request.header("Authorization");
    if (known.isEmpty() || header == null || !same(known.get(), header)) {
      throw new FaultException(
          new Fault.Unauthenticated("these figures need the registry's metrics token", false));
    }
    return caller;
  }

  private static boolean same(String hash, String header) {
    var token = header.replaceFirst("(?i)^bearer +", "").strip();
    return Sha256.matches(hash, token);
  }

  private Response scrape(Request request) {
    var id = CurrentRequest.currentRegistry().id();
    var registry =
        registries
            .find(id)
            .orElseThrow(
                () -> FaultException.notFound(Fault.Thing.REGISTRY, "there is no registry here"));
    var size = sizes.applyAsLong(id);
    var text =
        database.read(
            (Handle handle) -> {
              try (var figures = new RegistryFigures()) {
                figures.add("harbor_up", "1 while the registry answers", 1);
                figures.add(
                    "harbor_statistics_total_storage_consumption",
                    "Bytes that the registry's content takes",
                    size);
                figures.add(
                    "berth_registry_storage_limit_bytes",
                    "Bytes that the registry's plan holds",
                    registry.plan().imageStorage());
                figures.add(
                    "harbor_statistics_total_project_amount",
                    "Projects",
                    Projects.count(handle, id));
                figures.add(
                    "harbor_statistics_total_repo_amount",
                    "Repositories",
                    Repositories.count(handle, id));
                figures.add(
                    "berth_registry_artifacts",
                    "Manifests, each counted in every repository that has it",
                    Manifests.count(handle, id));
                figures.add("berth_registry_users", "Users", UserRow.count(handle, id));
                figures.add(
                    "berth_registry_pulls",
                    "Pulls of the repositories that are there",
                    Repositories.pulls(handle, id));
                return figures.text();
              }
            });
    return Response.bytes(200, Metrics.CONTENT_TYPE, text.getBytes(StandardCharsets.UTF_8));
  }
}
