package io.berth.control;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Access;
import io.berth.http.Api;
import io.berth.http.CallerFilter;
import io.berth.http.CallerFilter.Anybody;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
public final class RegistryMetrics {
  static final String PATH = "/metrics/registry";
  private static final String TYPE = "text/plain; version=0.0.4";

  private final Database database;
  private final ManagedRegistries registries;
  private final ToLongFunction<RegistryId> sizes;
  private final Tokens tokens;
  private final Clock clock;

  public RegistryMetrics(
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
            handle.execute(
                """
                INSERT INTO registry_metrics_token (registry_id, token_hash, created_at)
                VALUES (?, ?, ?)
                ON CONFLICT (registry_id) DO UPDATE SET
                  token_hash = excluded.token_hash, created_at = excluded.created_at
                """,
                registry.value(),
                Tokens.hash(token),
                Micros.of(clock.instant())));
    return token;
  }

  /** Ends the token; false when there was none. */
  boolean deleteToken(RegistryId registry) {
    return database.write(
            (Handle handle) ->
                handle.execute(
                    "DELETE FROM registry_metrics_token WHERE registry_id = ?", registry.value()))
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
                        "SELECT token_hash FROM registry_metrics_token WHERE registry_id = ?")
                    .bind(0, registry.value())
                    .mapTo(String.class)
                    .findOne());
    var header = request.header("Authorization");
    if (known.isEmpty() || header == null || !same(known.get(), header)) {
      throw new FaultException(
          new Fault.Unauthenticated("these figures need the registry's metrics token"));
    }
    return caller;
  }

  private static boolean same(String hash, String header) {
    var token = header.replaceFirst("(?i)^bearer +", "").strip();
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII),
        Tokens.hash(token).getBytes(StandardCharsets.US_ASCII));
  }

  private Response scrape(Request request) {
    var id = CurrentRequest.currentRegistry().id();
    var registry =
        registries
            .find(id)
            .orElseThrow(
                () -> FaultException.notFound(Fault.Thing.REGISTRY, "there is no registry here"));
    var text = new StringBuilder();
    gauge(text, "harbor_up", "1 while the registry answers", 1);
    gauge(
        text,
        "harbor_statistics_total_storage_consumption",
        "Bytes that the registry's content takes",
        sizes.applyAsLong(id));
    gauge(
        text,
        "berth_registry_storage_limit_bytes",
        "Bytes that the registry's plan holds",
        registry.plan().imageStorage());
    gauge(
        text,
        "harbor_statistics_total_project_amount",
        "Projects",
        count("SELECT count(*) FROM project WHERE registry_id = ?", id));
    gauge(
        text,
        "harbor_statistics_total_repo_amount",
        "Repositories",
        count("SELECT count(*) FROM repository WHERE registry_id = ?", id));
    gauge(
        text,
        "berth_registry_artifacts",
        "Manifests, each counted in every repository that has it",
        count(
            "SELECT count(*) FROM manifest m JOIN repository r ON r.id = m.repository_id"
                + " WHERE r.registry_id = ?",
            id));
    gauge(
        text,
        "berth_registry_users",
        "Users",
        count("SELECT count(*) FROM registry_user WHERE registry_id = ?", id));
    gauge(
        text,
        "berth_registry_pulls_total",
        "Pulls of the repositories that are there",
        count("SELECT coalesce(sum(pull_count), 0) FROM repository WHERE registry_id = ?", id));
    return Response.text(200, TYPE, text.toString());
  }

  private long count(String sql, RegistryId registry) {
    var found =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery(sql)
                    .bind(0, registry.value())
                    .mapTo(java.math.BigDecimal.class)
                    .one());
    return found.longValue();
  }

  private static void gauge(StringBuilder text, String name, String help, long value) {
    var type = name.endsWith("_total") ? "counter" : "gauge";
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    text.append(name).append(' ').append(value).append('\n');
  }
}
