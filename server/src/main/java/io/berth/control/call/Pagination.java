package io.berth.control.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import io.berth.http.message.Method;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The {@code X-Pagination-*} headers, by which OVHcloud's control panel and command line ask for a
 * list in pages, sorted and filtered (docs/reference/control-api.md#pages). With the mode {@code
 * CachedObjectList-Pages} a call that lists ids lists the objects instead.
 *
 * @param number of the page, from 1
 * @param size items of a page
 * @param order of the items, null for that of the call
 */
public record Pagination(
    int number, int size, @Nullable Comparator<JsonNode> order, Predicate<JsonNode> filter) {
  private static final String HEADER = "X-Pagination-";
  private static final String MODE = "CachedObjectList-Pages";
  private static final int USUAL_SIZE = 1_000;
  private static final int MOST_FILTERS = 20;

  /**
   * What a call asks; empty when it asks for no pages.
   *
   * @throws FaultException Invalid HEADER for a mode, number, size, order or filter that is none
   */
  public static Optional<Pagination> asked(Request request) {
    if (request.method() != Method.GET) {
      return Optional.empty();
    }
    var number = header(request, "Number");
    var size = header(request, "Size");
    var sort = header(request, "Sort");
    var filter = header(request, "Filter");
    if (!wantsObjects(request)
        && number == null
        && size == null
        && sort == null
        && filter == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Pagination(
            positive("Number", number, 1),
            positive("Size", size, USUAL_SIZE),
            sort == null ? null : order(sort, header(request, "Sort-Order")),
            filter == null ? _ -> true : filter(filter)));
  }

  /** Whether a call that lists ids is to list objects. */
  public static boolean wantsObjects(Request request) {
    var mode = header(request, "Mode");
    if (mode != null && !mode.equalsIgnoreCase(MODE)) {
      throw invalid("Mode must be " + MODE);
    }
    return mode != null;
  }

  /**
   * What a call that lists ids answers: them, or the objects where these are wanted.
   *
   * @param object reads one; what is gone meanwhile, a NotFound, is left out
   */
  public static <I> Response list(Request request, List<I> ids, Function<I, ?> object) {
    return Response.json(
        200,
        wantsObjects(request)
            ? ids.stream().flatMap(id -> present(id, object).stream()).toList()
            : ids);
  }

  private static <I> Optional<Object> present(I id, Function<I, ?> object) {
    try {
      return Optional.of(object.apply(id));
    } catch (FaultException e) {
      if (e.fault() instanceof Fault.NotFound) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The page of what a call answered; other answers than lists stay as they are. */
  public Response page(Response whole) {
    if (whole.status() != 200 || !(whole.content() instanceof Response.Bytes(var bytes, _))) {
      return whole;
    }
    var list = tree(bytes);
    if (!list.isArray()) {
      return whole;
    }
    var items = new ArrayList<JsonNode>();
    list.forEach(
        item -> {
          if (filter.test(item)) {
            items.add(item);
          }
        });
    if (order != null) {
      items.sort(order);
    }
    long from = Math.min((number - 1L) * size, items.size());
    long to = Math.min(from + size, items.size());
    var page =
        Response.json(200, items.subList((int) from, (int) to))
            .header(HEADER + "Elements", String.valueOf(items.size()))
            .header(HEADER + "Number", String.valueOf(number))
            .header(HEADER + "Size", String.valueOf(size))
            .header(HEADER + "Total", String.valueOf((items.size() + size - 1L) / size));
    whole.headers().stream()
        .filter(header -> !header.name().equalsIgnoreCase("Content-Type"))
        .forEach(header -> page.header(header.name(), header.value()));
    return page;
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return Json.tree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String header(Request request, String name) {
    var text = request.header(HEADER + name);
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static int positive(String name, @Nullable String text, int absent) {
    if (text == null) {
      return absent;
    }
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1) {
      throw invalid(name + " must be a number from 1");
    }
    return Integer.parseInt(text);
  }

  private static Comparator<JsonNode> order(String key, @Nullable String direction) {
    Comparator<JsonNode> ascending = (one, other) -> compare(at(one, key), at(other, key));
    return switch (direction == null ? "ASC" : direction.toUpperCase(Locale.ROOT)) {
      case "ASC" -> ascending;
      case "DESC" -> ascending.reversed();
      default -> throw invalid("Sort-Order must be ASC or DESC");
    };
  }

  /** {@code key:like=%25text%25&other:eq=1}: all of them must hold. */
  private static Predicate<JsonNode> filter(String text) {
    var conditions = List.of(text.split("&"));
    if (conditions.size() > MOST_FILTERS) {
      throw invalid("Filter has more than " + MOST_FILTERS + " conditions");
    }
    return conditions.stream().map(Pagination::condition).reduce(Predicate::and).orElse(_ -> true);
  }

  private static Predicate<JsonNode> condition(String text) {
    int equals = text.indexOf('=');
    int colon = text.lastIndexOf(':', equals < 0 ? text.length() : equals);
    if (equals < 0 || colon < 1) {
      throw invalid("Filter is written key:operator=value, not " + text);
    }
    var key = decoded(text.substring(0, colon));
    var value = decoded(text.substring(equals + 1));
    var operator = text.substring(colon + 1, equals);
    return switch (operator) {
      case "eq" -> item -> compare(at(item, key), value) == 0;
      case "ne", "nq" -> item -> compare(at(item, key), value) != 0;
      case "lt" -> item -> compare(at(item, key), value) < 0;
      case "le" -> item -> compare(at(item, key), value) <= 0;
      case "gt" -> item -> compare(at(item, key), value) > 0;
      case "ge" -> item -> compare(at(item, key), value) >= 0;
      case "like" -> item -> isLike(at(item, key), value);
      case "nlike" -> item -> !isLike(at(item, key), value);
      case "in" -> item -> List.of(value.split(",")).contains(at(item, key));
      default ->
          throw invalid("Filter knows eq, ne, lt, le, gt, ge, like, nlike, in, not " + operator);
    };
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw invalid("Filter has a wrong percent-encoding in " + text);
    }
  }

  /** The text at a path such as {@code currency.code}; "" where there is none. */
  private static String at(JsonNode item, String key) {
    var node = item;
    for (var name : key.split("\\.", -1)) {
      node = node.path(name);
    }
    return node.isContainerNode() ? "" : node.asText("");
  }

  /** Numbers by their value, anything else by its text, in any case of its letters. */
  private static int compare(String one, String other) {
    return one.matches("-?\\d{1,18}") && other.matches("-?\\d{1,18}")
        ? Long.compare(Long.parseLong(one), Long.parseLong(other))
        : one.compareToIgnoreCase(other);
  }

  /** Whether a text is like a pattern of SQL, whose {@code %} stands for any text. */
  private static boolean isLike(String text, String pattern) {
    var lower = text.toLowerCase(Locale.ROOT);
    var parts = pattern.toLowerCase(Locale.ROOT).split("%", -1);
    var first = parts[0];
    var last = parts[parts.length - 1];
    if (parts.length == 1) {
      return lower.equals(first);
    }
    if (!lower.startsWith(first)) {
      return false;
    }
    int at = first.length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = lower.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return lower.length() - last.length() >= at && lower.endsWith(last);
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.HEADER, HEADER + message);
  }
}
