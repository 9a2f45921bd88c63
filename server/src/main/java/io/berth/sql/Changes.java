package io.berth.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Counts the committed changes of each table, so that what was read from a table can be kept until
 * the table changes. A count goes up after the commit and before {@link Database#write} returns:
 * whoever reads after a write was acknowledged never sees the older count.
 */
final class Changes implements SqlLogger, StatementHearer {
  private final ConcurrentMap<String, AtomicLong> counts = new ConcurrentHashMap<>();
  private final ThreadLocal<Set<String>> touched = ThreadLocal.withInitial(HashSet::new);

  /** The tables that a statement changes, by its text: there are few texts. */
  private final Cache<String, List<String>> tables =
      Caffeine.newBuilder().maximumSize(2_000).build();

  /** The count of a table, for repeated looks. */
  AtomicLong of(String table) {
    return counts.computeIfAbsent(table, _ -> new AtomicLong());
  }

  /** Jdbi's call before each statement of a writing transaction. */
  @Override
  public void logBeforeExecution(StatementContext context) {
    var sql = context.getRenderedSql();
    if (sql != null) {
      touches(sql);
    }
  }

  @Override
  public void hears(Connection connection, String sql) {
    touches(sql);
  }

  private void touches(String sql) {
    touched.get().addAll(tables.get(sql, Changes::changedBy));
  }

  /** A transaction of this thread begins, maybe for a second time. */
  void begin() {
    touched.get().clear();
  }

  /** This thread's transaction was committed. */
  void committed() {
    touched.get().forEach(table -> of(table).incrementAndGet());
    touched.remove();
  }

  /** Another process may have changed anything. */
  void everything() {
    counts.values().forEach(AtomicLong::incrementAndGet);
  }

  /** The tables behind INSERT INTO, UPDATE and DELETE FROM, wherever in the text these stand. */
  static List<String> changedBy(String sql) {
    var found = new HashSet<String>();
    var words = new StringTokenizer(sql.toLowerCase(Locale.ROOT), " \t\r\n(),;");
    var before = "";
    var last = "";
    while (words.hasMoreTokens()) {
      var word = words.nextToken();
      if (last.equals("into")
          || last.equals("update")
          || (last.equals("from") && before.equals("delete"))) {
        found.add(word);
      }
      before = last;
      last = word;
    }
    return List.copyOf(found);
  }
}
