package io.berth.immutability;

import io.berth.content.RepositoryName;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.selector.Selector;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Table {@code immutable_rule}. */
public final class ImmutableRules {
  /** Rules of a project at most: each is asked about each tag that moves. */
  public static final int MOST = 100;

  /** Rules, as they are listed. */
  public static final Listing<ImmutableRule> LIST =
      new Listing<>(
          "i.*",
          "immutable_rule i",
          "i.id",
          (row, _) -> rule(row),
          "i.id",
          List.of(
              Column.number("id", "i.id"),
              Column.number("project_id", "i.project_id"),
              Column.truth("disabled", "i.disabled"),
              Column.number("priority", "i.priority"),
              Column.time("creation_time", "i.created_at"),
              Column.time("update_time", "i.updated_at")));

  private final Database database;
  private final InstantSource clock;
  private final QueryCache<Long, List<ImmutableRule>> ofProject;

  public ImmutableRules(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.ofProject = new QueryCache<>(database, 10_000);
  }

  /** The rules of a project. */
  public Listed<ImmutableRule> list(long projectId, ListQuery query) {
    return LIST.find(
        database, Condition.of("i.project_id = :project", Map.of("project", projectId)), query);
  }

  /** Whether a tag is immutable at the moment, for who only wants to see it. */
  public boolean covers(long projectId, RepositoryName repository, String tag) {
    var now = clock.instant();
    return ofProject.get(projectId, this::read).stream()
        .anyMatch(rule -> rule.covers(repository, tag, now));
  }

  private List<ImmutableRule> read(long projectId) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM immutable_rule WHERE project_id = :project AND disabled = 0")
                .bind("project", projectId)
                .map((row, _) -> rule(row))
                .list());
  }

  /**
   * Adds a rule. When it returns, no change of a tag is under way that did not know it.
   *
   * @throws FaultException Precondition when the project has very many; Conflict
   *     IMMUTABLE_RULE_EXISTS for one of the same selectors
   */
  public ImmutableRule add(long projectId, ImmutableRule.Terms terms) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          holdProject(handle, projectId);
          var others =
              handle
                  .createQuery("SELECT * FROM immutable_rule WHERE project_id = :project")
                  .bind("project", projectId)
                  .map((row, _) -> rule(row))
                  .list();
          requireAnother(others, terms);
          if (others.size() >= MOST) {
            throw FaultException.precondition(
                "a project has at most " + MOST + " immutable rules: delete one first");
          }
          return bind(
                  handle.createQuery(
                      """
                      INSERT INTO immutable_rule (project_id, disabled, priority, repository_pattern,
                        repository_excludes, tag_pattern, tag_excludes, allow_delete, duration,
                        created_at, updated_at)
                      VALUES (:project, :disabled, :priority, :repositoryPattern,
                        :repositoryExcludes, :tagPattern, :tagExcludes, :allowDelete, :duration,
                        :now, :now) RETURNING *
                      """),
                  terms,
                  now)
              .bind("project", projectId)
              .map((row, _) -> rule(row))
              .one();
        });
  }

  /**
   * Changes a rule; {@link #add} for what holds when it returns.
   *
   * @throws FaultException Conflict as {@link #add}; NotFound OTHER when the project has none of
   *     that id
   */
  public void change(long projectId, long id, ImmutableRule.Terms terms) {
    var now = Micros.of(clock.instant());
    database.run(
        handle -> {
          holdProject(handle, projectId);
          var others =
              handle
                  .createQuery(
                      "SELECT * FROM immutable_rule WHERE project_id = :project AND id <> :id")
                  .bind("project", projectId)
                  .bind("id", id)
                  .map((row, _) -> rule(row))
                  .list();
          requireAnother(others, terms);
          var changed =
              bind(
                      handle.createUpdate(
                          """
                          UPDATE immutable_rule SET disabled = :disabled, priority = :priority,
                            repository_pattern = :repositoryPattern,
                            repository_excludes = :repositoryExcludes, tag_pattern = :tagPattern,
                            tag_excludes = :tagExcludes, allow_delete = :allowDelete,
                            duration = :duration, updated_at = :now
                          WHERE project_id = :project AND id = :id
                          """),
                      terms,
                      now)
                  .bind("project", projectId)
                  .bind("id", id)
                  .execute();
          if (changed == 0) {
            throw unknown(id);
          }
        });
  }

  /**
   * Removes a rule.
   *
   * @throws FaultException NotFound OTHER when the project has none of that id
   */
  public void remove(long projectId, long id) {
    var removed =
        database.write(
            handle ->
                handle
                    .createUpdate(
                        "DELETE FROM immutable_rule WHERE project_id = :project AND id = :id")
                    .bind("project", projectId)
                    .bind("id", id)
                    .execute());
    if (removed == 0) {
      throw unknown(id);
    }
  }

  /** No rule has that id. */
  public static FaultException unknown(Object id) {
    return FaultException.notFound(Fault.Thing.OTHER, "immutable rule " + id + " not found");
  }

  /**
   * Waits for all who are changing tags of the project, since each of them holds its repository,
   * and has later ones wait. SQLite has one writer at a time.
   */
  private void holdProject(Handle handle, long projectId) {
    if (database.dialect() == Dialect.POSTGRESQL) {
      holdRepositories(handle, projectId);
      handle
          .createQuery("SELECT id FROM project WHERE id = :project FOR UPDATE")
          .bind("project", projectId)
          .mapTo(Long.class)
          .list();
      // Those that came meanwhile; from now on none comes.
      holdRepositories(handle, projectId);
    }
  }

  private static void holdRepositories(Handle handle, long projectId) {
    handle
        .createQuery("SELECT id FROM repository WHERE project_id = :project ORDER BY id FOR UPDATE")
        .bind("project", projectId)
        .mapTo(Long.class)
        .list();
  }

  private static void requireAnother(List<ImmutableRule> others, ImmutableRule.Terms terms) {
    if (others.stream().anyMatch(other -> isAlike(other.terms(), terms))) {
      throw FaultException.conflict("IMMUTABLE_RULE_EXISTS", "immutable rule already exists");
    }
  }

  private static boolean isAlike(ImmutableRule.Terms one, ImmutableRule.Terms other) {
    return Objects.equals(text(one.repositories()), text(other.repositories()))
        && Objects.equals(text(one.tags()), text(other.tags()));
  }

  private static @Nullable String text(@Nullable Selector selector) {
    return selector == null ? null : selector.toString();
  }

  private static <S extends SqlStatement<S>> S bind(
      S statement, ImmutableRule.Terms terms, long now) {
    var repositories = terms.repositories();
    var tags = terms.tags();
    return statement
        .bind("disabled", terms.disabled() ? 1 : 0)
        .bind("priority", terms.priority())
        .bind("repositoryPattern", repositories == null ? null : repositories.pattern())
        .bind("repositoryExcludes", repositories != null && repositories.excludes() ? 1 : 0)
        .bind("tagPattern", tags == null ? null : tags.pattern())
        .bind("tagExcludes", tags != null && tags.excludes() ? 1 : 0)
        .bind("allowDelete", terms.allowDelete() ? 1 : 0)
        .bind("duration", terms.duration())
        .bind("now", now);
  }

  static ImmutableRule rule(ResultSet row) throws SQLException {
    return new ImmutableRule(
        row.getLong("id"),
        row.getLong("project_id"),
        new ImmutableRule.Terms(
            row.getInt("disabled") == 1,
            row.getInt("priority"),
            selector(row, Selector.Subject.REPOSITORY, "repository"),
            selector(row, Selector.Subject.TAG, "tag"),
            row.getInt("allow_delete") == 1,
            row.getInt("duration")),
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }

  private static @Nullable Selector selector(ResultSet row, Selector.Subject subject, String column)
      throws SQLException {
    var pattern = row.getString(column + "_pattern");
    return pattern == null
        ? null
        : Selector.of(subject, row.getInt(column + "_excludes") == 1, pattern);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Micros.instant(row.getLong(column));
  }
}
