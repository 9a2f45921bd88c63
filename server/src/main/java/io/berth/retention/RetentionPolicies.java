package io.berth.retention;

import io.berth.catalog.ProjectMetadata;
import io.berth.content.RepositoryName;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.job.Cron;
import io.berth.job.Executions;
import io.berth.job.JobService;
import io.berth.job.Schedules;
import io.berth.memory.StoredJson;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code retention_policy}: one policy of a project at most, and one of a registry for all
 * projects without one. What goes with a policy goes in the same transaction: its schedule, its
 * executions, and the metadata {@code retention_id} of its project.
 */
public final class RetentionPolicies {
  private static final String METADATA = "retention_id";

  private final Database database;
  private final JobService jobs;
  private final InstantSource clock;

  public RetentionPolicies(Database database, JobService jobs, InstantSource clock) {
    this.database = database;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** A policy of a registry. */
  public Optional<RetentionPolicy> find(RegistryId registry, long id) {
    return database
        .read(
            handle ->
                handle
                    .createQuery("SELECT * FROM retention_policy WHERE id = :id")
                    .bind("id", id)
                    .map((row, _) -> policy(row))
                    .findOne())
        .filter(it -> it.registry().equals(registry));
  }

  /** The policy of a project, or with null that of the registry for all projects. */
  public Optional<RetentionPolicy> of(RegistryId registry, @Nullable Long projectId) {
    return database.read(handle -> of(handle, registry, projectId));
  }

  private static Optional<RetentionPolicy> of(
      Handle handle, RegistryId registry, @Nullable Long projectId) {
    return handle
        .createQuery(
            "SELECT * FROM retention_policy WHERE registry_id = :registry"
                + " AND coalesce(project_id, 0) = :project")
        .bind("registry", registry.value())
        .bind("project", projectId == null ? 0 : projectId)
        .map((row, _) -> policy(row))
        .findOne();
  }

  /**
   * The policy that holds in a repository: its project's own, or else that of all projects.
   *
   * @param repository its name without the project
   */
  record Holding(RetentionPolicy policy, String project, String repository) {}

  static Optional<Holding> holding(Handle handle, long repositoryId) {
    return handle
        .createQuery(
            """
            SELECT o.*, p.name AS project_name, r.name AS repository_name FROM repository r
            JOIN project p ON p.id = r.project_id
            JOIN retention_policy o ON o.registry_id = p.registry_id
              AND (o.project_id = p.id OR (o.project_id IS NULL AND NOT EXISTS
                (SELECT 1 FROM retention_policy own WHERE own.project_id = p.id)))
            WHERE r.id = :repository
            """)
        .bind("repository", repositoryId)
        .map(
            (row, _) ->
                new Holding(
                    policy(row),
                    row.getString("project_name"),
                    new RepositoryName(row.getString("repository_name")).inProject()))
        .findOne();
  }

  /**
   * Adds a policy.
   *
   * @param host what the registry is called, for webhooks that scheduled runs tell of
   * @throws FaultException Invalid BODY when there is one already, for rules that are none, or for
   *     labels that are not there
   */
  public RetentionPolicy add(
      RegistryId registry, @Nullable Long projectId, RetentionTerms terms, String host) {
    RetentionRule.all(terms);
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          NamedLabels.require(handle, registry, projectId, terms);
          database.oneByOne(handle, "retention of " + registry + " " + projectId);
          of(handle, registry, projectId)
              .ifPresent(
                  other -> {
                    throw FaultException.invalid(
                        Fault.Part.BODY,
                        (projectId == null ? "the registry" : "project " + projectId)
                            + " already has retention policy "
                            + other.id());
                  });
          var policy =
              handle
                  .createQuery(
                      """
                      INSERT INTO retention_policy (registry_id, project_id, terms, created_at,
                        updated_at)
                      VALUES (:registry, :project, :terms, :now, :now) RETURNING *
                      """)
                  .bind("registry", registry.value())
                  .bind("project", projectId)
                  .bind("terms", StoredJson.write(terms))
                  .bind("now", now)
                  .map((row, _) -> policy(row))
                  .one();
          schedule(handle, policy, host);
          if (projectId != null) {
            ProjectMetadata.set(handle, projectId, METADATA, Long.toString(policy.id()));
          }
          return policy;
        });
  }

  /**
   * Changes a policy; false when it is gone.
   *
   * @throws FaultException as {@link #add}
   */
  public boolean change(RetentionPolicy policy, RetentionTerms terms, String host) {
    RetentionRule.all(terms);
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          NamedLabels.require(handle, policy.registry(), policy.projectId(), terms);
          var changed =
              handle
                  .createQuery(
                      "UPDATE retention_policy SET terms = :terms, updated_at = :now"
                          + " WHERE id = :id RETURNING *")
                  .bind("terms", StoredJson.write(terms))
                  .bind("now", now)
                  .bind("id", policy.id())
                  .map((row, _) -> policy(row))
                  .findOne();
          changed.ifPresent(it -> schedule(handle, it, host));
          return changed.isPresent();
        });
  }

  private void schedule(Handle handle, RetentionPolicy policy, String host) {
    if (policy.terms().cron().isEmpty()) {
      Schedules.delete(handle, policy.vendor());
    } else {
      jobs.schedules.put(
          handle,
          policy.vendor(),
          "Schedule",
          new Cron(policy.terms().cron()),
          new RetentionRun.Parameters(false, host));
    }
  }

  /** Removes a policy with its schedule and its executions; one under way ends. */
  public void remove(RetentionPolicy policy) {
    database.run(
        handle -> {
          Schedules.delete(handle, policy.vendor());
          Executions.forget(handle, policy.vendor());
          if (policy.projectId() != null) {
            ProjectMetadata.remove(handle, policy.projectId(), METADATA);
          }
          handle
              .createUpdate("DELETE FROM retention_policy WHERE id = :id")
              .bind("id", policy.id())
              .execute();
        });
  }

  private static RetentionPolicy policy(ResultSet row) throws SQLException {
    long project = row.getLong("project_id");
    var hasProject = !row.wasNull();
    return new RetentionPolicy(
        row.getLong("id"),
        new RegistryId(row.getString("registry_id")),
        hasProject ? Long.valueOf(project) : null,
        StoredJson.read(row.getString("terms"), RetentionTerms.class),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")));
  }
}
