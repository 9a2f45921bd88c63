package io.berth.control.schema;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query parameters of the control API. Nothing, an empty value and {@code null}, which
 * Python's client writes for None, are all absent.
 */
public final class QueryReader {
  private QueryReader() {}

  /** A text, null where it is absent. */
  public static @Nullable String text(Request request, String name) {
    var text = request.query(name);
    return text == null || text.isEmpty() || text.equals("null") ? null : text;
  }

  /**
   * Whether it is true, in any case of its letters; absent is not.
   *
   * @throws FaultException Invalid QUERY for what is neither true nor false
   */
  public static boolean isTrue(Request request, String name) {
    var text = text(request, name);
    if (text == null) {
      return false;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw invalid(name + " must be true or false");
    };
  }

  /**
   * A number that is not negative; empty where it is absent.
   *
   * @throws FaultException Invalid QUERY for what is none
   */
  public static Optional<Long> number(Request request, String name) {
    var text = text(request, name);
    if (text != null && !text.matches("\\d{1,18}")) {
      throw invalid(name + " must be a number");
    }
    return Optional.ofNullable(text).map(Long::valueOf);
  }

  /**
   * A time as RFC 3339 writes it; empty where it is absent.
   *
   * @throws FaultException Invalid QUERY for what is none
   */
  public static Optional<Instant> time(Request request, String name) {
    try {
      return Optional.ofNullable(text(request, name)).map(Instant::parse);
    } catch (DateTimeParseException _) {
      throw invalid(name + " must be a time such as 2026-01-31T12:00:00Z");
    }
  }

  /** A query that is refused. */
  public static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.QUERY, message);
  }
}
