package io.berth.identity.setting;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Vulnerabilities that a registry, or one of its projects, accepts: table cve_allowlist. They are
 * kept; nothing acts on them yet.
 */
public final class CveAllowlists {
  private final Database database;
  private final Clock clock;

  public CveAllowlists(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A list.
   *
   * @param cves their names as given, in the order given
   * @param expiresAt seconds since 1970; null for no end
   */
  public record Allowlist(
      long id, List<String> cves, @Nullable Long expiresAt, Instant changedAt) {}

  /** The registry's own; empty when none was ever set. */
  public Optional<Allowlist> ofRegistry(RegistryId registry) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT * FROM cve_allowlist WHERE registry_id = :registry"
                        + " AND project_id IS NULL")
                .bind("registry", registry.value())
                .map((row, _) -> allowlist(row))
                .findOne());
  }

  /** Those of several projects by their ids; projects that never had one are left out. */
  public Map<Long, Allowlist> ofProjects(List<Long> projectIds) {
    if (projectIds.isEmpty()) {
      return Map.of();
    }
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT * FROM cve_allowlist WHERE project_id IN (<projects>)")
                .bindList("projects", projectIds)
                .map((row, _) -> Map.entry(row.getLong("project_id"), allowlist(row)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Sets the registry's own in place of what was there; the values were checked before. */
  public void setOfRegistry(RegistryId registry, List<String> cves, @Nullable Long expiresAt) {
    set("(registry_id) WHERE project_id IS NULL", registry, null, cves, expiresAt);
  }

  /** The same for a project. */
  public void setOfProject(
      RegistryId registry, long projectId, List<String> cves, @Nullable Long expiresAt) {
    set("(project_id)", registry, projectId, cves, expiresAt);
  }

  private void set(
      String unique,
      RegistryId registry,
      @Nullable Long projectId,
      List<String> cves,
      @Nullable Long expiresAt) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO cve_allowlist (registry_id, project_id, cves, expires_at, changed_at)
                    VALUES (:registry, :project, :cves, :expires, :now)
                    ON CONFLICT %s DO UPDATE SET cves = excluded.cves,
                      expires_at = excluded.expires_at, changed_at = excluded.changed_at
                    """
                        .formatted(unique))
                .bind("registry", registry.value())
                .bind("project", projectId)
                .bind("cves", String.join("\n", cves))
                .bind("expires", expiresAt)
                .bind("now", Micros.of(clock.instant()))
                .execute());
  }

  private static Allowlist allowlist(ResultSet row) throws SQLException {
    var cves = row.getString("cves");
    return new Allowlist(
        row.getLong("id"),
        cves.isEmpty() ? List.of() : List.of(cves.split("\n", -1)),
        row.getObject("expires_at") == null ? null : (Long) row.getLong("expires_at"),
        Micros.instant(row.getLong("changed_at")));
  }
}
