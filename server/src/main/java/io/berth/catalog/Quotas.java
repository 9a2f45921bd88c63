package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.row.RegistryRows;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Limits and figures of storage. Used is every digest that a project (or registry) holds, once: its
 * blobs, also those no manifest points at yet, and its manifests. A blob in two projects counts in
 * both, and once in their registry.
 */
public final class Quotas {
  /** The limit of those that have none. */
  public static final long UNLIMITED = -1;

  private static final String USED =
      "coalesce((SELECT sum(u.bytes) FROM project_usage u WHERE u.project_id = p.id), 0)";

  private static final String COLUMNS =
      "p.id, p.name, p.owner_name, p.storage_limit, p.created_at, p.updated_at, "
          + USED
          + " AS used";

  /** Quotas, as they are listed; no limit is more than any. */
  public static final Listing<Quota> LIST =
      new Listing<>(
          COLUMNS,
          "project p",
          "p.id",
          (row, _) -> quota(row),
          "p.created_at DESC, p.id DESC",
          List.of(
              Column.time("creation_time", "p.created_at"),
              Column.time("update_time", "p.updated_at"),
              Column.number(
                  "hard.storage",
                  "CASE WHEN p.storage_limit < 0 THEN %d ELSE p.storage_limit END"
                      .formatted(Long.MAX_VALUE)),
              Column.number("used.storage", USED)));

  private final Database database;
  private final InstantSource clock;
  private final QueryCache<RegistryId, Long> wholes;
  private final QueryCache<Long, Long> limits;

  Quotas(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.wholes = new QueryCache<>(database, 10_000);
    this.limits = new QueryCache<>(database, 10_000);
  }

  /** The figures a push is measured by, in bytes. */
  public record Figures(long projectUsed, long projectHard, long registryUsed) {
    /** The same with more stored. */
    public Figures plus(long inProject, long inRegistry) {
      return new Figures(projectUsed + inProject, projectHard, registryUsed + inRegistry);
    }
  }

  /** What a project and its registry hold as of the last committed change. */
  public Figures figures(long projectId, RegistryId registry) {
    return database.read(
        (Handle handle) -> StorageUsage.figures(handle, projectId, registry.value()));
  }

  /** What a project may hold, in bytes or {@link #UNLIMITED}; kept until it changes. */
  public long hard(long projectId) {
    return limits.get(projectId, this::readHard);
  }

  /** {@link #hard} in memory alone; empty also where that knows nothing. */
  public Optional<Long> peekHard(long projectId) {
    return limits.peek(projectId);
  }

  private long readHard(long projectId) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT storage_limit FROM project WHERE id = :project")
                .bind("project", projectId)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }

  /** The bytes a registry holds. */
  public long ofRegistry(RegistryId registry) {
    return wholes.get(registry, this::readWhole);
  }

  private long readWhole(RegistryId registry) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT coalesce(sum(bytes), 0) FROM registry_usage"
                        + " WHERE registry_id = :registry")
                .bind("registry", registry.value())
                .mapTo(Long.class)
                .one());
  }

  /**
   * The bytes that some registries hold, at most a few hundred; those that hold none are absent.
   */
  public Map<RegistryId, Long> ofRegistries(List<RegistryId> registries) {
    if (registries.isEmpty()) {
      return Map.of();
    }
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT registry_id, sum(bytes) AS bytes FROM registry_usage"
                        + " WHERE registry_id IN (<ids>) GROUP BY registry_id")
                .bindList("ids", registries.stream().map(RegistryId::value).toList())
                .map(
                    (row, _) ->
                        Map.entry(
                            new RegistryId(row.getString("registry_id")), row.getLong("bytes")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** True when the project holds the digest already, so that it would not take more room. */
  public boolean projectHolds(long projectId, Digest digest) {
    return holds(
        "SELECT 1 FROM project_blob WHERE project_id = :owner AND digest = :digest",
        projectId,
        digest);
  }

  /** The same for a registry. */
  public boolean registryHolds(RegistryId registry, Digest digest) {
    return holds(
        "SELECT 1 FROM registry_blob WHERE registry_id = :owner AND digest = :digest",
        registry.value(),
        digest);
  }

  /** Those of some digests, ten thousand or so at most, that the project holds already. */
  public Set<Digest> projectHolds(long projectId, Collection<Digest> digests) {
    if (digests.isEmpty()) {
      return Set.of();
    }
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT digest FROM project_blob WHERE project_id = :project"
                        + " AND digest IN (<digests>)")
                .bind("project", projectId)
                .bindList("digests", digests.stream().map(Digest::toString).toList())
                .map((row, _) -> Digest.parse(row.getString("digest")))
                .collect(Collectors.toSet()));
  }

  private boolean holds(String sql, Object owner, Digest digest) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(sql)
                .bind("owner", owner)
                .bind("digest", digest.toString())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /**
   * The quotas of a registry's projects.
   *
   * @param projectId null for all projects
   */
  public Listed<Quota> list(RegistryId registry, @Nullable Long projectId, ListQuery query) {
    var ofRegistry =
        Condition.of("p.registry_id = :registry", Map.of("registry", registry.value()));
    return LIST.find(
        database,
        projectId == null
            ? ofRegistry
            : ofRegistry.and(Condition.of("p.id = :project", Map.of("project", projectId))),
        query);
  }

  /** Those of these projects, by project. */
  public Map<Long, Quota> of(List<Long> projectIds) {
    if (projectIds.isEmpty()) {
      return Map.of();
    }
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM project p WHERE p.id IN (<ids>)")
                .bindList("ids", projectIds)
                .map((row, _) -> quota(row))
                .collect(Collectors.toMap(Quota::projectId, quota -> quota)));
  }

  /** One project's; empty when the registry has no such project. */
  public Optional<Quota> find(RegistryId registry, long projectId) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM project p WHERE p.registry_id = :registry AND p.id = :project")
                .bind("registry", registry.value())
                .bind("project", projectId)
                .map((row, _) -> quota(row))
                .findOne());
  }

  /**
   * Sets what a project may hold; less than it holds is allowed and only stops further pushes.
   *
   * @param hard bytes, or {@link #UNLIMITED}
   * @return false when the registry has no such project
   */
  public boolean setHard(RegistryId registry, long projectId, long hard) {
    return database.write(
        handle -> Projects.setStorageLimit(handle, registry, projectId, hard, clock.instant()));
  }

  /** What a new project of the registry may hold. */
  public long usual(RegistryId registry) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT storage_per_project FROM registry WHERE id = :id")
                .bind("id", registry.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(UNLIMITED));
  }

  /** Sets it; projects that are there keep theirs. */
  public void setUsual(RegistryId registry, long hard) {
    database.run(handle -> RegistryRows.setStoragePerProject(handle, registry, hard));
  }

  private static Quota quota(ResultSet row) throws SQLException {
    return new Quota(
        row.getLong("id"),
        row.getString("name"),
        row.getString("owner_name"),
        row.getLong("storage_limit"),
        row.getLong("used"),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")));
  }
}
