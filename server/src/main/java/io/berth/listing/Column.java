package io.berth.listing;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.sql.Micros;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a list can be filtered and sorted by. */
public final class Column {
  private final String name;
  private final Kind kind;
  private final String sql;
  private final boolean sortable;
  private final @Nullable Filter filter;

  private Column(String name, Kind kind, String sql, boolean sortable, @Nullable Filter filter) {
    this.name = name;
    this.kind = kind;
    this.sql = sql;
    this.sortable = sortable;
    this.filter = filter;
  }

  /** What its values are. */
  enum Kind {
    NUMBER("a number"),
    TEXT("a text"),
    TIME("a time as 2006-01-02T15:04:05"),
    TRUTH("true or false"),
    OWN("");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** Makes SQL of a condition that is no comparison with an expression. */
  @FunctionalInterface
  public interface Filter {
    /**
     * The condition, to stand behind AND.
     *
     * @throws FaultException Invalid QUERY for a form that it does not know
     */
    String sql(Term term, Values values);
  }

  /**
   * A column of numbers.
   *
   * @param name as answers name it
   * @param sql an expression that is never null
   */
  public static Column number(String name, String sql) {
    return new Column(name, Kind.NUMBER, sql, true, null);
  }

  /** The same of texts. */
  public static Column text(String name, String sql) {
    return new Column(name, Kind.TEXT, sql, true, null);
  }

  /** The same of times, in microseconds as {@link Micros} has them. */
  public static Column time(String name, String sql) {
    return new Column(name, Kind.TIME, sql, true, null);
  }

  /** The same of booleans, 0 or 1. */
  public static Column truth(String name, String sql) {
    return new Column(name, Kind.TRUTH, sql, true, null);
  }

  /** A condition with a rule of its own, which nothing is sorted by. */
  public static Column condition(String name, Filter filter) {
    return new Column(name, Kind.OWN, "", false, filter);
  }

  /** The same, but nothing is sorted by it. */
  public Column unsorted() {
    return new Column(name, kind, sql, false, filter);
  }

  /** As answers name it. */
  public String name() {
    return name;
  }

  /** Whether a list can be sorted by it. */
  public boolean sortable() {
    return sortable;
  }

  /** What is compared and sorted by. */
  String sql() {
    return sql;
  }

  /**
   * Whether a condition says something of it. That one value is all of several does not, as Harbor
   * has it, but for columns with a rule of their own.
   */
  boolean heeds(Term term) {
    return filter != null || !(term instanceof Term.Intersection);
  }

  /**
   * The condition in SQL; of one that it {@link #heeds}.
   *
   * @throws FaultException Invalid QUERY for a value that is none of this column
   */
  String condition(Term term, Values values) {
    if (filter != null) {
      return filter.sql(term, values);
    }
    return switch (term) {
      case Term.Exact(var value) -> sql + " = " + values.bind(value(value));
      case Term.Fuzzy(var part) -> containing(part, values);
      case Term.Range(var from, var to) -> between(from, to, values);
      case Term.Union(var wanted) -> oneOf(wanted, values);
      case Term.Intersection _ -> throw new IllegalArgumentException("asks nothing of " + name);
    };
  }

  private String containing(String part, Values values) {
    return switch (kind) {
      case TEXT -> contains(sql, part, values);
      case NUMBER -> contains("CAST(" + sql + " AS TEXT)", part, values);
      default -> throw invalid(name + " is " + kind.words + ": no part of it can be looked for");
    };
  }

  /** The condition that a text contains another one, in any case. */
  public static String contains(String text, String part, Values values) {
    var pattern = part.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "lower(%s) LIKE lower(%s) ESCAPE '!'".formatted(text, values.bind("%" + pattern + "%"));
  }

  private String between(String from, String to, Values values) {
    if (kind == Kind.TRUTH) {
      throw invalid(name + " is " + kind.words + ": it has no range");
    }
    var lower = from.isEmpty() ? "" : sql + " >= " + values.bind(value(from));
    var upper = to.isEmpty() ? "" : sql + " <= " + values.bind(value(to));
    return lower.isEmpty() || upper.isEmpty() ? lower + upper : lower + " AND " + upper;
  }

  private String oneOf(List<String> wanted, Values values) {
    return wanted.isEmpty()
        ? "1 = 0"
        : wanted.stream()
            .map(value -> values.bind(value(value)))
            .collect(Collectors.joining(", ", sql + " IN (", ")"));
  }

  private Object value(String text) {
    return switch (kind) {
      case NUMBER -> number(text);
      case TIME -> Micros.of(time(text));
      case TRUTH -> Truth.of(text) ? 1 : 0;
      default -> text;
    };
  }

  private long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException _) {
      throw wrong(text);
    }
  }

  /** Harbor's form, a blank for the T, a date alone, or with a zone; without one UTC. */
  private Instant time(String text) {
    var written = text.strip().replace(' ', 'T').toUpperCase(Locale.ROOT);
    try {
      if (written.length() == 10) {
        return LocalDate.parse(written).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      return written.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
          ? OffsetDateTime.parse(written).toInstant()
          : LocalDateTime.parse(written).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException _) {
      throw wrong(text);
    }
  }

  private FaultException wrong(String text) {
    return invalid(name + " is " + kind.words + ", not " + text);
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.QUERY, "q: " + message);
  }
}
