package io.berth.listing;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * The declaration of a list: where its rows are, and the columns it can be filtered and sorted by.
 * Conditions, orders, refusals and the documentation are made of this alone.
 *
 * <p>A query first reads the keys of a part, in order, and then the rows of a batch of keys. So
 * what is sorted and passed over is narrow, a list without a limit is read batch by batch with no
 * connection held between, and what is deleted meanwhile is only left out.
 */
public final class Listing<T> {
  /** Rows of a batch; a page has at most as many. */
  public static final int BATCH = 100;

  /** Keys that are read at once of a list without a limit. */
  private static final int KEYS = 20_000;

  private final String columns;
  private final String from;
  private final String key;
  private final RowMapper<T> reader;
  private final Finish<T> finish;
  private final Order order;
  private final Map<String, Column> asked;

  /**
   * @param usual when nobody asks for an order
   * @param ties of what an asked order leaves alike
   */
  private record Order(String usual, String ties) {}

  /** Adds to the rows of a batch what further statements say of them. */
  @FunctionalInterface
  public interface Finish<T> {
    List<T> of(Handle handle, List<T> rows);
  }

  /**
   * @param columns what {@code reader} reads
   * @param from tables with their aliases, to stand behind FROM
   * @param key the number that tells rows of one scope apart
   * @param order of the list when nobody asks for another
   */
  public Listing(
      String columns,
      String from,
      String key,
      RowMapper<T> reader,
      String order,
      List<Column> asked) {
    this(columns, from, key, reader, (_, rows) -> rows, new Order(order, key), byKey(asked));
  }

  private Listing(
      String columns,
      String from,
      String key,
      RowMapper<T> reader,
      Finish<T> finish,
      Order order,
      Map<String, Column> asked) {
    this.columns = columns;
    this.from = from;
    this.key = key;
    this.reader = reader;
    this.finish = finish;
    this.order = order;
    this.asked = asked;
  }

  private static Map<String, Column> byKey(List<Column> columns) {
    var all = new LinkedHashMap<String, Column>();
    columns.forEach(column -> all.put(ListQuery.key(column.name()), column));
    return all;
  }

  /** The same list, whose rows are completed by further statements. */
  public Listing<T> finished(Finish<T> other) {
    return new Listing<>(columns, from, key, reader, other, order, asked);
  }

  /** The same list by default in another order. */
  public Listing<T> ordered(String other) {
    return new Listing<>(columns, from, key, reader, finish, new Order(other, order.ties()), asked);
  }

  /**
   * The same list, in which what an asked order leaves alike comes by this, and then by the key.
   */
  public Listing<T> alikeBy(String column) {
    var ties = column + ", " + key;
    return new Listing<>(columns, from, key, reader, finish, new Order(order.usual(), ties), asked);
  }

  /** What it can be asked for, in the order of its declaration. */
  public List<Column> columns() {
    return List.copyOf(asked.values());
  }

  /**
   * Asks the database.
   *
   * @param scope which rows there are at all for whoever asks
   * @throws FaultException Invalid QUERY for a condition on what is no column of this list, or with
   *     a value that is none of its column
   */
  public Listed<T> find(Database database, Condition scope, ListQuery query) {
    var found = new Found(database, scope, scope.and(where(query)), order(query));
    return found.read(query.window());
  }

  private Condition where(ListQuery query) {
    var values = new Values();
    var conditions = new ArrayList<String>();
    query.terms().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            term -> {
              var column = asked.get(term.getKey());
              if (column == null) {
                throw unknown(term.getKey());
              }
              conditions.add("(" + column.condition(term.getValue(), values) + ")");
            });
    return new Condition(
        conditions.isEmpty() ? "1 = 1" : String.join(" AND ", conditions), values.all(), Map.of());
  }

  private FaultException unknown(String key) {
    return FaultException.invalid(
        Fault.Part.QUERY,
        "q: this list is filtered by "
            + asked.values().stream().map(Column::name).collect(Collectors.joining(", "))
            + ", and not by "
            + key);
  }

  private String order(ListQuery query) {
    var steps = new LinkedHashSet<String>();
    var seen = new LinkedHashSet<String>();
    for (var sort : query.sorts()) {
      var column = asked.get(sort.key());
      if (column != null && column.sortable() && seen.add(sort.key())) {
        steps.add(column.sql() + (sort.descending() ? " DESC" : ""));
      }
    }
    return steps.isEmpty() ? order.usual() : String.join(", ", steps) + ", " + order.ties();
  }

  /** One query of the list. */
  private final class Found {
    private final Database database;
    private final Condition scope;
    private final Condition where;
    private final String sorted;

    Found(Database database, Condition scope, Condition where, String sorted) {
      this.database = database;
      this.scope = scope;
      this.where = where;
      this.sorted = sorted;
    }

    Listed<T> read(ListQuery.Window window) {
      var size = window.size() == 0 ? KEYS : window.size();
      return database.read(
          handle -> {
            var total =
                where
                    .bind(
                        handle.createQuery(
                            "SELECT count(*) FROM " + from + " WHERE " + where.sql()))
                    .mapTo(Long.class)
                    .one();
            var keys = total <= window.offset() ? List.<Long>of() : keys(handle, window, size);
            var batch = keys.subList(0, Math.min(BATCH, keys.size()));
            return new Listed<>(
                total, rows(handle, batch), new Rest(keys, batch.size(), window, size));
          });
    }

    private List<Long> keys(Handle handle, ListQuery.Window window, int limit) {
      return where
          .bind(
              handle.createQuery(
                  "SELECT "
                      + key
                      + " FROM "
                      + from
                      + " WHERE "
                      + where.sql()
                      + " ORDER BY "
                      + sorted
                      + " LIMIT :limit OFFSET :offset"))
          .bind("limit", limit)
          .bind("offset", window.offset())
          .mapTo(Long.class)
          .list();
    }

    private List<T> rows(Handle handle, List<Long> keys) {
      if (keys.isEmpty()) {
        return List.of();
      }
      var byKey = new HashMap<Long, T>();
      scope
          .bind(
              handle.createQuery(
                  "SELECT "
                      + columns
                      + ", "
                      + key
                      + " AS listed_key FROM "
                      + from
                      + " WHERE "
                      + key
                      + " IN (<keys>) AND "
                      + scope.sql()))
          .bindList("keys", keys)
          .map((row, context) -> Map.entry(row.getLong("listed_key"), reader.map(row, context)))
          .forEach(row -> byKey.put(row.getKey(), row.getValue()));
      return finish.of(handle, keys.stream().map(byKey::get).filter(Objects::nonNull).toList());
    }

    /** What follows the first batch. */
    private final class Rest implements Iterator<List<T>> {
      private final ListQuery.Window window;
      private final int chunk;
      private List<Long> keys;
      private int done;
      private long offset;

      Rest(List<Long> keys, int done, ListQuery.Window window, int chunk) {
        this.keys = keys;
        this.done = done;
        this.window = window;
        this.chunk = chunk;
        this.offset = window.offset();
      }

      @Override
      public boolean hasNext() {
        if (done == keys.size() && window.size() == 0 && keys.size() == chunk) {
          offset += chunk;
          var next = new ListQuery.Window(offset, 0);
          keys = database.read(handle -> keys(handle, next, chunk));
          done = 0;
        }
        return done < keys.size();
      }

      @Override
      public List<T> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        var batch = keys.subList(done, Math.min(done + BATCH, keys.size()));
        done += batch.size();
        return database.read(handle -> rows(handle, batch));
      }
    }
  }
}
