package io.berth.e2e.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.berth.e2e.recordings.Difference.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is changed in an answer is found, and nothing is found where nothing was changed. */
final class AnswerComparisonTest {
  private final AnswerComparison comparison = new AnswerComparison(new Bindings());

  private List<Difference> found(Exchange exchange, Response answered) {
    return comparison.differences(exchange, answered);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasRecordedIsTheSameAsItself(Scenario scenario) {
    for (var exchange : Recording.read(scenario.file())) {
      assertThat(found(exchange, exchange.recorded())).as(exchange.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherStatusIsFound(Scenario scenario) {
    for (var exchange : Recording.read(scenario.file())) {
      var recorded = exchange.recorded();
      var other = new Response(recorded.status() + 1, recorded.headers(), recorded.body());
      assertThat(found(exchange, other)).extracting(Difference::kind).containsExactly(Kind.STATUS);
      assertThat(found(exchange, Response.none("closed"))).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyChangeOfABodyIsFound(Scenario scenario) {
    int changes = 0;
    for (var exchange : firstOfEachOperation(scenario)) {
      if (exchange.recorded().status() >= 400) {
        continue;
      }
      for (var changed : changes(exchange.recorded().body())) {
        var answered =
            new Response(exchange.recorded().status(), exchange.recorded().headers(), changed);
        assertThat(found(exchange, answered)).as("%s: %s", exchange, changed).isNotEmpty();
        changes++;
      }
    }
    assertThat(changes).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void everyHeaderThatIsMissingIsFound(Scenario scenario) {
    for (var exchange : firstOfEachOperation(scenario)) {
      for (var name : exchange.recorded().headers().keySet()) {
        var headers = new HashMap<>(exchange.recorded().headers());
        headers.remove(name);
        var answered =
            new Response(exchange.recorded().status(), headers, exchange.recorded().body());
        assertThat(found(exchange, answered)).as("%s: %s", exchange, name).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherErrorIsFound(Scenario scenario) {
    for (var exchange : firstOfEachOperation(scenario)) {
      if (exchange.recorded().body().path("errors").path(0) instanceof ObjectNode error) {
        for (var member : List.of("code", "message")) {
          var other = error.deepCopy().put(member, "ANOTHER");
          var body = JsonText.of("{\"errors\":[" + other + "]}");
          var answered =
              new Response(exchange.recorded().status(), exchange.recorded().headers(), body);
          assertThat(found(exchange, answered)).as("%s: %s", exchange, member).isNotEmpty();
        }
      }
    }
  }

  @Test
  void anotherOrderIsFoundWhereTheListIsTheAnswer() {
    var names = "[{\"name\":\"a\"},{\"name\":\"b\"}]";
    var turned = "[{\"name\":\"b\"},{\"name\":\"a\"}]";
    assertThat(kinds("/api/v2.0/projects", names, turned)).containsExactly(Kind.ORDER);
    assertThat(kinds("/api/v2.0/usergroups", names, turned)).isEmpty();
    assertThat(kinds("/api/v2.0/search", "{\"p\":" + names + "}", "{\"p\":" + turned + "}"))
        .isEmpty();
  }

  @Test
  void rowsArePutTogetherByWhatNamesThem() {
    var recorded = "[{\"name\":\"a\",\"n\":1},{\"name\":\"b\",\"n\":2}]";
    assertThat(kinds("/x", recorded, "[{\"name\":\"b\",\"n\":2}]"))
        .containsExactly(Kind.ROWS_MISSING);
    assertThat(kinds("/x", recorded, "[{\"name\":\"a\",\"n\":1},{\"name\":\"b\",\"n\":3}]"))
        .containsExactly(Kind.VALUE);
    assertThat(kinds("/x", "[{\"name\":\"b\"}]", "[{\"name\":\"a\"},{\"name\":\"b\"}]"))
        .containsExactly(Kind.ROWS_MORE);
    assertThat(kinds("/x", "[]", "[{\"name\":\"a\"}]")).containsExactly(Kind.ROWS);
  }

  @Test
  void chanceIsNoDifferenceButItsTypeIs() {
    assertThat(
            kinds(
                "/x",
                "{\"id\":1,\"url\":\"http://a:1/projects/3\"}",
                "{\"id\":7,\"url\":\"http://b:2/projects/9\"}"))
        .isEmpty();
    assertThat(kinds("/x", "{\"id\":1}", "{\"id\":\"1\"}")).containsExactly(Kind.TYPE);
  }

  @Test
  void whatNoClientStumblesOverIsMinor() {
    assertThat(differences("/x", 200, "{\"a\":null}", "{\"a\":[],\"b\":1}"))
        .hasSize(2)
        .allMatch(Difference::minor);
    assertThat(
            differences(
                "/x",
                404,
                "{\"errors\":[{\"code\":\"NOT_FOUND\",\"message\":\"no\"}]}",
                "{\"errors\":[{\"code\":\"NOT_FOUND\",\"message\":\"none\"}]}"))
        .hasSize(1)
        .allMatch(Difference::minor);
    assertThat(
            differences(
                "/x",
                404,
                "{\"errors\":[{\"code\":\"NOT_FOUND\",\"message\":\"no\"}]}",
                "{\"errors\":[{\"code\":\"CONFLICT\",\"message\":\"no\"}]}"))
        .extracting(Difference::kind)
        .containsExactly(Kind.CODE);
    assertThat(differences("/x", 404, "{\"errors\":[]}", "gone"))
        .extracting(Difference::kind)
        .contains(Kind.ENVELOPE);
  }

  private List<Kind> kinds(String path, String recorded, String answered) {
    return differences(path, 200, recorded, answered).stream().map(Difference::kind).toList();
  }

  private List<Difference> differences(String path, int status, String recorded, String answered) {
    var request = new Exchange.Request("GET", path, new Caller.Nobody(), Map.of(), JsonText.of(""));
    var exchange =
        new Exchange(
            1, "", "GET " + path, request, new Response(status, Map.of(), JsonText.of(recorded)));
    return found(exchange, new Response(status, Map.of(), JsonText.of(answered)));
  }

  private static List<Exchange> firstOfEachOperation(Scenario scenario) {
    var seen = new HashSet<String>();
    return Recording.read(scenario.file()).stream()
        .filter(exchange -> !exchange.recorded().body().isNull())
        .filter(exchange -> seen.add(exchange.operation() + exchange.recorded().status()))
        .filter(exchange -> !AnswerComparison.membersOnly(exchange))
        .toList();
  }

  /** The body with one thing changed, for each thing that is not chance. */
  private static List<JsonNode> changes(JsonNode body) {
    var changed = new ArrayList<JsonNode>();
    change(body, changed::add);
    return changed;
  }

  private static void change(JsonNode value, Consumer<JsonNode> taken) {
    taken.accept(value.isNumber() ? TextNode.valueOf("other") : JsonText.of("12345"));
    switch (value) {
      case ObjectNode members -> {
        for (var name :
            List.copyOf(members.properties().stream().map(Map.Entry::getKey).toList())) {
          var without = members.deepCopy();
          without.remove(name);
          taken.accept(without);
          change(
              members.get(name),
              other -> {
                var with = members.deepCopy();
                with.set(name, other);
                taken.accept(with);
              });
        }
      }
      case ArrayNode rows when !rows.isEmpty() -> {
        var without = rows.deepCopy();
        without.remove(rows.size() - 1);
        taken.accept(without);
        change(
            rows.get(0),
            other -> {
              var with = rows.deepCopy();
              with.set(0, other);
              taken.accept(with);
            });
      }
      default -> {}
    }
  }
}
