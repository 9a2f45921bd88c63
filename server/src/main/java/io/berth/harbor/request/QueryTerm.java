package io.berth.harbor.request;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One condition of {@code q} (docs/reference/contracts/harbor.md#api-conventions): {@code k=v},
 * {@code k=~v}, {@code k=[a~b]}, <code>k={a b}</code> or {@code k=(a b)}.
 *
 * @param kind which of them
 * @param values one, for a range the two ends ("" where it is open), otherwise any number
 */
public record QueryTerm(Kind kind, List<String> values) {
  public QueryTerm {
    values = List.copyOf(values);
  }

  enum Kind {
    EXACT,
    FUZZY,
    RANGE,
    UNION,
    INTERSECTION
  }

  /** The value, of several the first. */
  public String value() {
    return values.getFirst();
  }

  public boolean fuzzy() {
    return kind == Kind.FUZZY;
  }

  /** Where a range of times begins, null when it is open; for a single time, that. */
  @Nullable
  public Instant from() {
    return time(values.getFirst());
  }

  /** Where a range of times ends, null when it is open; for a single time, that. */
  @Nullable
  public Instant to() {
    return time(values.getLast());
  }

  /**
   * The conditions by lower-case name without underscores.
   *
   * @throws FaultException Invalid QUERY
   */
  static Map<String, QueryTerm> parse(@Nullable String q) {
    var terms = new HashMap<String, QueryTerm>();
    if (q == null || q.isBlank()) {
      return terms;
    }
    for (var condition : split(q, ',')) {
      var equals = condition.indexOf('=');
      if (equals <= 0 || equals == condition.length() - 1) {
        throw invalid(
            "q is a list of conditions such as name=value or name=~value, not: " + condition);
      }
      var key = condition.substring(0, equals).strip().toLowerCase(Locale.ROOT).replace("_", "");
      terms.put(key, of(condition.substring(equals + 1).strip()));
    }
    return terms;
  }

  private static QueryTerm of(String text) {
    if (text.startsWith("~")) {
      return new QueryTerm(Kind.FUZZY, List.of(plain(text.substring(1))));
    }
    if (text.length() > 1) {
      var inner = text.substring(1, text.length() - 1);
      if (text.startsWith("[") && text.endsWith("]")) {
        var middle = inner.indexOf('~');
        if (middle < 0) {
          throw invalid("a range is written [from~to], not " + text);
        }
        return new QueryTerm(
            Kind.RANGE,
            List.of(plain(inner.substring(0, middle)), plain(inner.substring(middle + 1))));
      }
      if (text.startsWith("{") && text.endsWith("}")) {
        return new QueryTerm(Kind.UNION, several(inner));
      }
      if (text.startsWith("(") && text.endsWith(")")) {
        return new QueryTerm(Kind.INTERSECTION, several(inner));
      }
    }
    return new QueryTerm(Kind.EXACT, List.of(plain(text)));
  }

  private static List<String> several(String text) {
    var values =
        split(text.strip(), ' ').stream()
            .filter(value -> !value.isEmpty())
            .map(QueryTerm::plain)
            .toList();
    if (values.isEmpty()) {
      throw invalid("a list in q has at least one value");
    }
    return values;
  }

  /** Parts between separators that stand outside quotes and brackets. */
  private static List<String> split(String text, char separator) {
    var parts = new ArrayList<String>();
    var start = 0;
    var depth = 0;
    var quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '(' || c == '[')) {
        depth++;
      } else if (!quoted && (c == '}' || c == ')' || c == ']')) {
        depth--;
      } else if (c == separator && !quoted && depth <= 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** Without quotes and escape, decoded: clients encode a value once more than the query itself. */
  private static String plain(String text) {
    var value = text.strip();
    if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
      value = value.substring(1, value.length() - 1);
    } else if (value.startsWith("\\")) {
      value = value.substring(1);
    }
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return value;
    }
  }

  private static @Nullable Instant time(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return switch (text.length()) {
        case 10 -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        case 19 -> LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        default -> OffsetDateTime.parse(text).toInstant();
      };
    } catch (DateTimeParseException _) {
      throw invalid("a time in q is written 2006-01-02T15:04:05, not " + text);
    }
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.QUERY, message);
  }
}
