package io.berth.catalog;

import io.berth.sql.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Harbor's project metadata besides who may read the project: table project_metadata. */
public final class ProjectMetadata {
  private final Database database;

  public ProjectMetadata(Database database) {
    this.database = database;
  }

  /** The metadata of one project by name. */
  public Map<String, String> of(long projectId) {
    return of(List.of(projectId)).getOrDefault(projectId, Map.of());
  }

  /** The metadata of several projects by their ids; projects without any are left out. */
  public Map<Long, Map<String, String>> of(List<Long> projectIds) {
    if (projectIds.isEmpty()) {
      return Map.of();
    }
    var all = new HashMap<Long, Map<String, String>>();
    database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT project_id, name, value FROM project_metadata"
                        + " WHERE project_id IN (<ids>)")
                .bindList("ids", projectIds)
                .map(
                    (row, _) ->
                        all.computeIfAbsent(row.getLong("project_id"), _ -> new TreeMap<>())
                            .put(row.getString("name"), row.getString("value")))
                .list());
    return all;
  }

  /** Sets some of a project's metadata. */
  public void set(long projectId, Map<String, String> values) {
    database.run(handle -> values.forEach((name, value) -> set(handle, projectId, name, value)));
  }

  /** Sets one within the caller's transaction. */
  public static void set(Handle handle, long projectId, String name, String value) {
    handle
        .createUpdate(
            """
            INSERT INTO project_metadata (project_id, name, value)
            VALUES (:project, :name, :value)
            ON CONFLICT (project_id, name) DO UPDATE SET value = excluded.value
            """)
        .bind("project", projectId)
        .bind("name", name)
        .bind("value", value)
        .execute();
  }

  /** Removes one; false when it is not set. */
  public boolean remove(long projectId, String name) {
    return database.write(handle -> remove(handle, projectId, name));
  }

  /** The same within the caller's transaction. */
  public static boolean remove(Handle handle, long projectId, String name) {
    return handle
            .createUpdate(
                "DELETE FROM project_metadata WHERE project_id = :project AND name = :name")
            .bind("project", projectId)
            .bind("name", name)
            .execute()
        > 0;
  }
}
