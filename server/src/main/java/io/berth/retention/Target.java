package io.berth.retention;

import io.berth.content.RepositoryName;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/**
 * A repository that a policy is about, and its project.
 *
 * @param createdAt seconds since 1970
 */
record Target(
    long projectId,
    String project,
    boolean isPublic,
    long repositoryId,
    RepositoryName name,
    long createdAt) {
  private static final int PAGE = 200;

  /** Where in the order of the repositories of a policy; the beginning is before all of them. */
  record Position(long projectId, String name) {
    static final Position BEGINNING = new Position(0, "");

    static Position parse(String text) {
      var blank = text.indexOf(' ');
      return new Position(Long.parseLong(text.substring(0, blank)), text.substring(blank + 1));
    }

    @Override
    public String toString() {
      return projectId + " " + name;
    }
  }

  Position position() {
    return new Position(projectId, name.value());
  }

  private static final String OF_POLICY =
      " FROM repository r JOIN project p ON p.id = r.project_id WHERE p.registry_id = :registry"
          + " AND ((:project > 0 AND p.id = :project) OR (:project = 0 AND NOT EXISTS"
          + " (SELECT 1 FROM retention_policy o WHERE o.project_id = p.id)))";

  /** Some of those that a policy is about, after a position. */
  static List<Target> after(Database database, RetentionPolicy policy, Position last) {
    return database.read(
        handle ->
            of(
                    policy,
                    handle.createQuery(
                        "SELECT p.id AS project_id, p.name AS project, p.public, r.id, r.name,"
                            + " r.created_at"
                            + OF_POLICY
                            + " AND (p.id, r.name) > (:lastProject, :lastName)"
                            + " ORDER BY p.id, r.name LIMIT "
                            + PAGE))
                .bind("lastProject", last.projectId())
                .bind("lastName", last.name())
                .map(
                    (row, _) ->
                        new Target(
                            row.getLong("project_id"),
                            row.getString("project"),
                            row.getInt("public") == 1,
                            row.getLong("id"),
                            new RepositoryName(row.getString("name")),
                            Micros.instant(row.getLong("created_at")).getEpochSecond()))
                .list());
  }

  /** How many there are. */
  static long count(Database database, RetentionPolicy policy) {
    return database.read(
        handle ->
            of(policy, handle.createQuery("SELECT count(*)" + OF_POLICY)).mapTo(Long.class).one());
  }

  private static Query of(RetentionPolicy policy, Query query) {
    var project = policy.projectId();
    return query
        .bind("registry", policy.registry().value())
        .bind("project", project == null ? 0 : project);
  }
}
