package io.berth.label;

import io.berth.content.Digest;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.listing.Term;
import io.berth.listing.Values;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Tables {@code label} and {@code artifact_label}. */
public final class Labels {
  /** Labels of a project, and as many of a registry, at most. */
  public static final int MOST = 500;

  /** Labels of an artifact at most: lists show all of them. */
  public static final int MOST_OF_ARTIFACT = 100;

  private static final String HAS_LABEL =
      "EXISTS (SELECT 1 FROM artifact_label l WHERE l.manifest_id = m.id AND l.label_id = ";

  /** Labels, as they are listed. */
  public static final Listing<Label> LIST =
      new Listing<>(
          "l.*",
          "label l",
          "l.id",
          (row, _) -> label(row),
          "l.id",
          List.of(
              Column.number("id", "l.id"),
              Column.text("name", "l.name"),
              Column.text("description", "l.description"),
              Column.text("color", "l.color"),
              Column.number("project_id", "coalesce(l.project_id, 0)"),
              Column.time("creation_time", "l.created_at"),
              Column.time("update_time", "l.updated_at")));

  private final Database database;
  private final InstantSource clock;

  public Labels(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * The labels of a project, or of the whole registry.
   *
   * @param projectId null for those of the registry, without its projects'
   */
  public Listed<Label> list(RegistryId registry, @Nullable Long projectId, ListQuery query) {
    var ofRegistry =
        Condition.of("l.registry_id = :registry", Map.of("registry", registry.value()));
    return LIST.find(database, ofRegistry.and(of(projectId)), query);
  }

  private static Condition of(@Nullable Long projectId) {
    return projectId == null
        ? Condition.of("l.project_id IS NULL", Map.of())
        : Condition.of("l.project_id = :project", Map.of("project", projectId));
  }

  public Optional<Label> find(RegistryId registry, long id) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT * FROM label WHERE registry_id = :registry AND id = :id")
                .bind("registry", registry.value())
                .bind("id", id)
                .map((row, _) -> label(row))
                .findOne());
  }

  /**
   * Makes a label.
   *
   * @param projectId null for one of the whole registry
   * @throws FaultException Conflict LABEL_EXISTS; Precondition when there are very many
   */
  public Label add(RegistryId registry, @Nullable Long projectId, Label.Terms terms) {
    try {
      return database.write(
          handle -> {
            requireRoom(handle, registry, projectId);
            return handle
                .createQuery(
                    """
                    INSERT INTO label (registry_id, project_id, name, description, color,
                      created_at, updated_at)
                    VALUES (:registry, :project, :name, :description, :color, :now, :now)
                    RETURNING *
                    """)
                .bind("registry", registry.value())
                .bind("project", projectId)
                .bind("name", terms.name())
                .bind("description", terms.description())
                .bind("color", terms.color())
                .bind("now", Micros.of(clock.instant()))
                .map((row, _) -> label(row))
                .one();
          });
    } catch (JdbiException e) {
      throw exists(e, terms);
    }
  }

  private static void requireRoom(Handle handle, RegistryId registry, @Nullable Long projectId) {
    var owner = of(projectId);
    var count =
        owner
            .bind(
                handle.createQuery(
                    "SELECT count(*) FROM label l WHERE l.registry_id = :registry AND "
                        + owner.sql()))
            .bind("registry", registry.value())
            .mapTo(Long.class)
            .one();
    if (count >= MOST) {
      throw FaultException.precondition(
          (projectId == null ? "a registry has at most " : "a project has at most ")
              + MOST
              + " labels of its own: delete one first");
    }
  }

  /**
   * Changes a label; false when it is gone.
   *
   * @throws FaultException Conflict LABEL_EXISTS
   */
  public boolean change(RegistryId registry, long id, Label.Terms terms) {
    try {
      return database.write(
              handle ->
                  handle
                      .createUpdate(
                          """
                          UPDATE label SET name = :name, description = :description,
                            color = :color, updated_at = :now
                          WHERE registry_id = :registry AND id = :id
                          """)
                      .bind("name", terms.name())
                      .bind("description", terms.description())
                      .bind("color", terms.color())
                      .bind("now", Micros.of(clock.instant()))
                      .bind("registry", registry.value())
                      .bind("id", id)
                      .execute())
          > 0;
    } catch (JdbiException e) {
      throw exists(e, terms);
    }
  }

  private static RuntimeException exists(JdbiException e, Label.Terms terms) {
    return Database.isDuplicate(e)
        ? FaultException.conflict("LABEL_EXISTS", "label " + terms.name() + " already exists")
        : e;
  }

  /** Deletes a label, and takes it from all artifacts; false when it is gone. */
  public boolean remove(RegistryId registry, long id) {
    return database.write(
            handle ->
                handle
                    .createUpdate("DELETE FROM label WHERE registry_id = :registry AND id = :id")
                    .bind("registry", registry.value())
                    .bind("id", id)
                    .execute())
        > 0;
  }

  /**
   * Marks an artifact.
   *
   * @throws FaultException Conflict LABEL_ADDED when it is already; Precondition when it has very
   *     many; NotFound when the artifact or the label went meanwhile
   */
  public void mark(long artifactId, Label label) {
    database.run(
        handle -> {
          var marks =
              handle
                  .createQuery("SELECT label_id FROM artifact_label WHERE manifest_id = :artifact")
                  .bind("artifact", artifactId)
                  .mapTo(Long.class)
                  .set();
          if (marks.contains(label.id())) {
            throw FaultException.conflict(
                "LABEL_ADDED",
                "label " + label.id() + " is already added to the artifact " + artifactId);
          }
          if (marks.size() >= MOST_OF_ARTIFACT) {
            throw FaultException.precondition(
                "an artifact has at most " + MOST_OF_ARTIFACT + " labels");
          }
          var marked =
              handle
                  .createUpdate(
                      """
                      INSERT INTO artifact_label (manifest_id, label_id, created_at)
                      SELECT m.id, l.id, :now FROM manifest m, label l
                      WHERE m.id = :artifact AND l.id = :label
                      ON CONFLICT (manifest_id, label_id) DO NOTHING
                      """)
                  .bind("now", Micros.of(clock.instant()))
                  .bind("artifact", artifactId)
                  .bind("label", label.id())
                  .execute();
          if (marked == 0) {
            throw FaultException.notFound(
                Fault.Thing.OTHER, "the artifact or label " + label.id() + " is gone");
          }
        });
  }

  /**
   * An artifact that was deleted has its labels again, part of the transaction that brings it back.
   *
   * @param digest its first, by which the trash knows it
   * @param now epoch microseconds
   */
  public static void markAgain(
      Handle handle, long artifactId, long trashId, Digest digest, long now) {
    handle
        .createUpdate(
            """
            INSERT INTO artifact_label (manifest_id, label_id, created_at)
            SELECT :artifact, k.label_id, :now FROM trash_label k
            WHERE k.trash_id = :trash AND k.digest = :digest
            ON CONFLICT (manifest_id, label_id) DO NOTHING
            """)
        .bind("artifact", artifactId)
        .bind("now", now)
        .bind("trash", trashId)
        .bind("digest", digest.toString())
        .execute();
  }

  /** Takes a label from an artifact; false when it does not have it. */
  public boolean unmark(long artifactId, long labelId) {
    return database.write(
            handle ->
                handle
                    .createUpdate(
                        "DELETE FROM artifact_label"
                            + " WHERE manifest_id = :artifact AND label_id = :label")
                    .bind("artifact", artifactId)
                    .bind("label", labelId)
                    .execute())
        > 0;
  }

  /**
   * The condition on {@code manifest m} that it has each of the labels whose ids a list's query
   * names.
   *
   * @throws FaultException Invalid QUERY
   */
  public static String ofEach(Term term, Values values) {
    if (term instanceof Term.Intersection(var ids)
        && ids.size() <= MOST_OF_ARTIFACT
        && ids.stream().allMatch(id -> id.matches("\\d{1,18}"))) {
      return ids.stream()
          .map(id -> HAS_LABEL + values.bind(Long.parseLong(id)) + ")")
          .collect(Collectors.joining(" AND "));
    }
    throw FaultException.invalid(
        Fault.Part.QUERY,
        "q: labels is a list of ids that artifacts have all of: labels=(1 2), at most "
            + MOST_OF_ARTIFACT);
  }

  /** The labels of artifacts, by the artifact's id; without those that have none. */
  public Map<Long, List<Label>> ofArtifacts(Collection<Long> artifactIds) {
    var all = new HashMap<Long, List<Label>>();
    if (!artifactIds.isEmpty()) {
      database.run(
          handle ->
              handle
                  .createQuery(
                      """
                      SELECT a.manifest_id, l.* FROM artifact_label a
                      JOIN label l ON l.id = a.label_id
                      WHERE a.manifest_id IN (<artifacts>) ORDER BY l.id
                      """)
                  .bindList("artifacts", List.copyOf(artifactIds))
                  .map((row, _) -> Map.entry(row.getLong("manifest_id"), label(row)))
                  .forEach(
                      found ->
                          all.computeIfAbsent(found.getKey(), _ -> new ArrayList<>())
                              .add(found.getValue())));
    }
    return all;
  }

  /** The names of the labels of artifacts, by the artifact's id; without those that have none. */
  public static Map<Long, Set<String>> names(Handle handle, Collection<Long> artifactIds) {
    return artifactIds.isEmpty()
        ? Map.of()
        : handle
            .createQuery(
                "SELECT a.manifest_id, l.name FROM artifact_label a"
                    + " JOIN label l ON l.id = a.label_id WHERE a.manifest_id IN (<artifacts>)")
            .bindList("artifacts", List.copyOf(artifactIds))
            .map((row, _) -> Map.entry(row.getLong("manifest_id"), row.getString("name")))
            .stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
  }

  private static Label label(ResultSet row) throws SQLException {
    var project = row.getLong("project_id");
    var isOfProject = !row.wasNull();
    return new Label(
        row.getLong("id"),
        isOfProject ? Long.valueOf(project) : null,
        new Label.Terms(
            row.getString("name"), row.getString("description"), row.getString("color")),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")));
  }
}
