package io.berth.catalog;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/**
 * Table {@code quota_share}: what each of several servers may set aside of the room of projects and
 * registries without asking again. One server's share counts as used to all others, for as long as
 * it says that it is there.
 */
public final class QuotaShares {
  /** Who was not heard of for so long is gone, and so are its shares. */
  public static final Duration SILENCE = Duration.ofMinutes(1);

  /** Where there is plenty, nobody asks for less than this … */
  private static final long LOT = 256L << 20;

  /** … and nobody takes more than this part of what is left. */
  private static final int PART = 16;

  private final Database database;
  private final InstantSource clock;
  private final String server = UUID.randomUUID().toString();

  public QuotaShares(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What a server may set aside now.
   *
   * @param used what is stored and what others have set aside
   * @param project the share of the project, empty when what is set aside does not fit
   * @param registry the same for the registry
   * @param others whether others have shares of either
   */
  public record Answer(
      Quotas.Figures used, Optional<Long> project, Optional<Long> registry, boolean others) {}

  /** A project's name in the table. */
  public static String ofProject(long id) {
    return "project " + id;
  }

  /** A registry's name in the table. */
  public static String ofRegistry(RegistryId id) {
    return "registry " + id.value();
  }

  /**
   * Makes this server's shares at least what it has set aside, where that fits. One at a time in a
   * registry, over all servers.
   *
   * @param limit of the registry, in bytes
   * @param inProject what is set aside, read once nobody else can ask
   */
  public Answer ask(
      long project,
      RegistryId registry,
      long limit,
      LongSupplier inProject,
      LongSupplier inRegistry) {
    return database.write(
        (Handle handle) -> {
          database.oneByOne(handle, "quota of " + registry.value());
          // What is set aside first: what is stored in between is seen twice rather than not at
          // all.
          long wantedInProject = inProject.getAsLong();
          long wantedInRegistry = inRegistry.getAsLong();
          var used = StorageUsage.figures(handle, project, registry.value());
          long ofProject = others(handle, ofProject(project));
          long ofRegistry = others(handle, ofRegistry(registry));
          var all =
              new Quotas.Figures(
                  used.projectUsed() + ofProject,
                  used.projectHard(),
                  used.registryUsed() + ofRegistry);
          long most = all.projectHard() == Quotas.UNLIMITED ? Long.MAX_VALUE : all.projectHard();
          return new Answer(
              all,
              share(handle, ofProject(project), most - all.projectUsed(), wantedInProject),
              share(handle, ofRegistry(registry), limit - all.registryUsed(), wantedInRegistry),
              ofProject + ofRegistry > 0);
        });
  }

  private Optional<Long> share(Handle handle, String scope, long room, long wanted) {
    long left = room - wanted;
    if (left < 0) {
      return Optional.empty();
    }
    long bytes = wanted + Math.min(LOT, left / PART);
    store(handle, scope, bytes);
    return Optional.of(bytes);
  }

  private long others(Handle handle, String scope) {
    return handle
        .createQuery(
            "SELECT coalesce(sum(bytes), 0) FROM quota_share"
                + " WHERE scope = :scope AND server <> :server AND renewed_at > :since")
        .bind("scope", scope)
        .bind("server", server)
        .bind("since", since())
        .mapTo(Long.class)
        .one();
  }

  private long since() {
    return Micros.of(clock.instant().minus(SILENCE));
  }

  private void store(Handle handle, String scope, long bytes) {
    handle
        .createUpdate(
            """
            INSERT INTO quota_share (server, scope, bytes, renewed_at)
            VALUES (:server, :scope, :bytes, :now)
            ON CONFLICT (server, scope) DO UPDATE SET bytes = excluded.bytes,
              renewed_at = excluded.renewed_at
            """)
        .bind("server", server)
        .bind("scope", scope)
        .bind("bytes", bytes)
        .bind("now", Micros.of(clock.instant()))
        .execute();
  }

  /** Makes shares smaller; none is left of those that become 0. */
  public void lower(Map<String, Long> shares) {
    database.runLazily(
        handle -> {
          for (var share : shares.entrySet()) {
            if (share.getValue() > 0) {
              store(handle, share.getKey(), share.getValue());
            } else {
              handle
                  .createUpdate("DELETE FROM quota_share WHERE server = :server AND scope = :scope")
                  .bind("server", server)
                  .bind("scope", share.getKey())
                  .execute();
            }
          }
        });
  }

  /** Says that this server is there; how many of its shares still counted. */
  public int renew() {
    return database.writeLazily(
        (Handle handle) -> {
          handle
              .createUpdate("DELETE FROM quota_share WHERE renewed_at <= :since")
              .bind("since", since())
              .execute();
          return handle
              .createUpdate("UPDATE quota_share SET renewed_at = :now WHERE server = :server")
              .bind("now", Micros.of(clock.instant()))
              .bind("server", server)
              .execute();
        });
  }

  /** Gives all shares of this server back. */
  public void leave() {
    database.runLazily(
        handle ->
            handle
                .createUpdate("DELETE FROM quota_share WHERE server = :server")
                .bind("server", server)
                .execute());
  }
}
