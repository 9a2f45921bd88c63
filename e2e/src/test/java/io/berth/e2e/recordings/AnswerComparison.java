package io.berth.e2e.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.e2e.recordings.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * In what an answer differs from Harbor's.
 *
 * <ul>
 *   <li>The status; with another status nothing else is looked at.
 *   <li>JSON: which members are there, their types, their values but for those that are chance.
 *       Rows of lists are put together by what names them; the order counts where the request
 *       sorts, or where the list is the answer.
 *   <li>Errors: the codes, and in words that differ a difference that is called minor.
 *   <li>Audit logs and the like: members only, since their rows depend on all that was done before.
 *   <li>The headers that mean something to clients.
 * </ul>
 */
final class AnswerComparison {
  private static final Pattern MEMBERS_ONLY =
      Pattern.compile("audit-?log|/logs($|/)|/statistics|/jobservice/|/schedules|/log$");
  private static final Pattern WITHOUT_ORDER = Pattern.compile("/permissions|/usergroups");

  private final Bindings bindings;

  AnswerComparison(Bindings bindings) {
    this.bindings = bindings;
  }

  /** All differences, those of status first. */
  List<Difference> differences(Exchange exchange, Response answered) {
    var found = new ArrayList<Difference>();
    var recorded = exchange.recorded();
    if (recorded.status() != answered.status()) {
      found.add(
          new Difference(
              Kind.STATUS,
              "",
              String.valueOf(recorded.status()),
              String.valueOf(answered.status())));
      return found;
    }
    boolean membersOnly = membersOnly(exchange);
    if (recorded.body().has("errors") || recorded.status() >= 400) {
      errors(recorded.body(), answered.body(), found);
    } else if (recorded.body().isTextual() && answered.body().isTextual()) {
      if (!Wording.same(recorded.body().textValue(), answered.body().textValue())
          && !exchange.request().path().contains("/log")) {
        add(Kind.TEXT, recorded.body(), answered.body(), found);
      }
    } else {
      new JsonComparison(membersOnly, found)
          .compare(recorded.body(), answered.body(), isOrdered(exchange, membersOnly));
    }
    new HeaderComparison(exchange, answered, membersOnly, found).compare(bindings);
    return found;
  }

  /** True where rows and values depend on all that was done before. */
  static boolean membersOnly(Exchange exchange) {
    return MEMBERS_ONLY.matcher(exchange.request().path()).find();
  }

  private static boolean isOrdered(Exchange exchange, boolean membersOnly) {
    if (WITHOUT_ORDER.matcher(exchange.request().path()).find()) {
      return false;
    }
    return exchange.request().query().contains("sort=")
        || (!membersOnly && exchange.recorded().body().isArray());
  }

  private static void errors(JsonNode recorded, JsonNode answered, List<Difference> found) {
    if (recorded.isObject() != answered.isObject()) {
      add(Kind.ENVELOPE, recorded, answered, found);
    } else if (!recorded.isObject()) {
      if (!recorded.equals(answered)) {
        add(Kind.CODE, recorded, answered, found);
      }
    } else if (!of("code", recorded).equals(of("code", answered))) {
      found.add(
          new Difference(
              Kind.CODE,
              "",
              String.join(", ", of("code", recorded)),
              String.join(", ", of("code", answered))));
    } else if (!general(of("message", recorded)).equals(general(of("message", answered)))) {
      found.add(
          new Difference(
              Kind.WORDS,
              "",
              JsonText.brief(String.join(" | ", of("message", recorded))),
              JsonText.brief(String.join(" | ", of("message", answered)))));
    }
  }

  private static List<String> of(String member, JsonNode body) {
    var values = new ArrayList<String>();
    body.path("errors").forEach(error -> values.add(error.path(member).asText("none")));
    return values;
  }

  private static List<String> general(List<String> messages) {
    return messages.stream().map(Wording::of).toList();
  }

  private static void add(Kind kind, JsonNode recorded, JsonNode answered, List<Difference> found) {
    found.add(new Difference(kind, "", JsonText.brief(recorded), JsonText.brief(answered)));
  }
}
