package io.berth.identity.right;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project that a right is for. The id decides: a project of the same name that is made after this
 * one was deleted is another.
 */
public record NamedProject(long id, String name) {
  /**
   * The projects that rows of a table name, as one text for {@link #read}; null when there are
   * none.
   *
   * @param table with the columns {@code owner} and project_id
   * @param owner the column and what it equals, such as {@code x.robot_id = r.id}
   */
  public static String select(String table, String owner) {
    return "(SELECT string_agg(CAST(p.id AS TEXT) || ' ' || p.name, ',') FROM "
        + table
        + " x JOIN project p ON p.id = x.project_id WHERE "
        + owner
        + ")";
  }

  /** What {@link #select} gave, by name. */
  public static List<NamedProject> read(@Nullable String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",", -1))
            .map(one -> one.split(" ", 2))
            .map(pair -> new NamedProject(Long.parseLong(pair[0]), pair[1]))
            .sorted(Comparator.comparing(NamedProject::name))
            .toList();
  }
}
