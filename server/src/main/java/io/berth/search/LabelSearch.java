package io.berth.search;

import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Labels by a part of their name: reads tables label and project. */
public final class LabelSearch {
  private final Database database;

  public LabelSearch(Database database) {
    this.database = database;
  }

  /**
   * Whose labels may be seen.
   *
   * @param ofRegistry whether the registry's own may be
   * @param visible on {@code project p}
   * @param within beside public projects only these, null for all; a project may be seen by some
   *     who do not see its labels
   */
  public record Seen(boolean ofRegistry, Condition visible, @Nullable List<Long> within) {
    private Condition condition() {
      return within == null
          ? visible
          : visible.and(
              new Condition(
                  "(p.public = 1 OR p.id IN (<within_labelled>))",
                  Map.of(),
                  Map.of("within_labelled", within)));
    }
  }

  /**
   * A label.
   *
   * @param project null for one of the whole registry
   */
  public record Found(
      long id, String name, String color, @Nullable Long projectId, @Nullable String project) {}

  /**
   * Those whose name contains the text in any case, by their names.
   *
   * @param seen whose labels may be seen
   */
  public Hits<Found> find(RegistryId registry, Seen seen, String text, int most) {
    var part = text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    var visible = seen.condition();
    return Hits.of(
        database.read(
            (Handle handle) ->
                visible
                    .bind(
                        handle.createQuery(
                            """
                            SELECT l.id, l.name, l.color, l.project_id, p.name AS project
                            FROM label l LEFT JOIN project p ON p.id = l.project_id
                            WHERE l.registry_id = :registry AND lower(l.name) LIKE lower(:part) ESCAPE '!'
                              AND CASE WHEN l.project_id IS NULL THEN :global = 1 ELSE (%s) END
                            ORDER BY l.name, l.id LIMIT :most
                            """
                                .formatted(visible.sql())))
                    .bind("registry", registry.value())
                    .bind("part", "%" + part + "%")
                    .bind("global", seen.ofRegistry() ? 1 : 0)
                    .bind("most", most + 1)
                    .map(
                        (row, _) ->
                            new Found(
                                row.getLong("id"),
                                row.getString("name"),
                                row.getString("color"),
                                row.getObject("project_id") == null
                                    ? null
                                    : (Long) row.getLong("project_id"),
                                row.getString("project")))
                    .list()),
        most);
  }
}
