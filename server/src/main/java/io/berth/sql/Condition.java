package io.berth.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A condition of a query with the values it needs: made by whoever knows the rule, put into a query
 * by the owner of the tables, who need not know it. Which table aliases and further parameters it
 * speaks of is between the two.
 *
 * @param sql to stand behind AND
 * @param values by the name of their parameter
 * @param lists of ids, by the name of theirs; an empty one matches nothing
 */
public record Condition(String sql, Map<String, Object> values, Map<String, List<Long>> lists) {
  /** What no row has, because an empty list is no SQL. */
  private static final List<Long> NOTHING = List.of(-1L);

  public Condition {
    values = Map.copyOf(values);
    lists = Map.copyOf(lists);
  }

  /** A condition with single values only. */
  public static Condition of(String sql, Map<String, Object> values) {
    return new Condition(sql, values, Map.of());
  }

  /** Both; their parameters have different names. */
  public Condition and(Condition other) {
    var all = new HashMap<>(values);
    all.putAll(other.values);
    var allLists = new HashMap<>(lists);
    allLists.putAll(other.lists);
    return new Condition(sql + " AND " + other.sql, all, allLists);
  }

  /** Fills a statement that has the condition in it, and returns it. */
  public <S extends SqlStatement<S>> S bind(S statement) {
    values.forEach(statement::bind);
    lists.forEach((name, ids) -> statement.bindList(name, ids.isEmpty() ? NOTHING : ids));
    return statement;
  }
}
