package io.berth.e2e.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Lists with the administrator in them, who is called {@code admin} in the recordings and otherwise
 * here, where his name is the last one: they are given back as if his place were Harbor's.
 */
final class ListedAdministrator {
  private static final String USERS = "GET /users";
  private static final String MEMBERS = "GET /projects/{project_name_or_id}/members";
  private static final Pattern PAGE = Pattern.compile("\\bpage=(\\d{1,9})\\b");
  private static final Pattern SIZE = Pattern.compile("\\bpage_size=(\\d{1,9})\\b");
  private static final String TOTAL = "x-total-count";

  private ListedAdministrator() {}

  /**
   * The answer as it is to be compared.
   *
   * @param asking asks what is not recorded, to see a whole list
   */
  static Response placed(
      Exchange exchange, Response answered, Function<Exchange.Request, Response> asking) {
    if (answered.status() != 200 || !answered.body().isArray()) {
      return answered;
    }
    return switch (exchange.operation()) {
      case USERS -> without(exchange.request(), answered);
      case MEMBERS -> first(exchange.request(), answered, asking);
      default -> answered;
    };
  }

  /** Harbor never lists the user that it is born with; the one who plays the part is listed. */
  private static Response without(Exchange.Request request, Response answered) {
    var rows = JsonNodeFactory.instance.arrayNode();
    answered
        .body()
        .forEach(
            row -> {
              if (!row.path("username").asText().equals(Player.ADMINISTRATOR)) {
                rows.add(row);
              }
            });
    var total = answered.headerOrEmpty(TOTAL);
    boolean onAnotherPage =
        !request.query().contains("q=") && !total.equals(String.valueOf(rows.size()));
    if (total.isEmpty() || (rows.size() == answered.body().size() && !onAnotherPage)) {
      return answered;
    }
    var headers = new HashMap<>(answered.headers());
    headers.put(TOTAL, String.valueOf(Integer.parseInt(total) - 1));
    long shown = (long) number(PAGE, request, 1) * number(SIZE, request, 10);
    if (shown == Integer.parseInt(total) - 1) {
      // The one who plays the part is all that is on the next page.
      headers.computeIfPresent(
          "link", (_, link) -> link.replaceAll("(, )?<[^>]*>; rel=\"next\"", ""));
    }
    return new Response(answered.status(), Map.copyOf(headers), rows);
  }

  /**
   * In Harbor the administrator is the first member by name. A page that is the piece of the whole
   * list that it should be is given back as the same piece of the list with him at its head.
   */
  private static Response first(
      Exchange.Request request, Response answered, Function<Exchange.Request, Response> asking) {
    int size = number(SIZE, request, 10);
    int from = (number(PAGE, request, 1) - 1) * size;
    if (from < 0 || answered.headerOrEmpty(TOTAL).equals(String.valueOf(answered.body().size()))) {
      return answered;
    }
    var whole = asking.apply(unpaged(request)).body();
    var rows = new ArrayList<JsonNode>();
    whole.forEach(rows::add);
    if (!piece(rows, from, size).equals(answered.body())) {
      return answered;
    }
    rows.sort((one, other) -> Boolean.compare(isAdministrator(other), isAdministrator(one)));
    return new Response(answered.status(), answered.headers(), piece(rows, from, size));
  }

  private static ArrayNode piece(List<JsonNode> rows, int from, int size) {
    var piece = JsonNodeFactory.instance.arrayNode();
    rows.stream().skip(from).limit(size).forEach(piece::add);
    return piece;
  }

  private static boolean isAdministrator(JsonNode member) {
    return member.path("entity_name").asText().equals(Player.ADMINISTRATOR);
  }

  private static Exchange.Request unpaged(Exchange.Request request) {
    var rest = request.query().replaceAll("\\bpage(_size)?=[^&]*&?", "");
    return new Exchange.Request(
        request.method(),
        request.path() + "?page_size=0&" + rest,
        request.caller(),
        request.headers(),
        request.body());
  }

  private static int number(Pattern parameter, Exchange.Request request, int usual) {
    var found = parameter.matcher(request.query());
    return found.find() ? Integer.parseInt(found.group(1)) : usual;
  }
}
