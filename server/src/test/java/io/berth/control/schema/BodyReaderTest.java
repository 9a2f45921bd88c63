package io.berth.control.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals word for word: clients show them to people. */
final class BodyReaderTest {
  @BodyModel(name = "test.Order", doc = "A body")
  private record Order(
      @Doc("Asked for") String name,
      @Doc("May be absent") @Nullable String note,
      @Doc("A long one") @Constraint(most = 5_000) @Nullable String essay,
      @Doc("A truth") @Nullable Boolean urgent,
      @Doc("A number") @Constraint(message = "count must be 1 to 9", least = 1, most = 9)
          @Nullable Integer count,
      @Doc("Texts")
          @Constraint(message = "tags must be 1 to 2 tags", item = "no tag: ", least = 1, most = 2)
          @Nullable List<String> tags,
      @Doc("Numbers") @Constraint(message = "sizes must be numbers") @Nullable List<Integer> sizes,
      @Doc("Objects") @Constraint(message = "lines must be a list") @Nullable List<Line> lines,
      @Doc("An object") @Nullable Line first) {}

  @AnswerModel(name = "test.Line", doc = "A line, in bodies too")
  private record Line(
      @Doc("Made up") long id,
      @Doc("What") @Required String what,
      @Doc("No matter") @Nullable String made) {}

  @BodyModel(name = "test.Lists", doc = "A body that must have lists")
  private record Lists(
      @Doc("One") @Constraint(message = "one must be a list") List<String> one,
      @Doc("Two") @Constraint(message = "two must be a list", absent = "two is required")
          List<String> two) {}

  @Test
  void whatIsThereIsReadAndTheRestIsNull() throws IOException {
    assertThat(order("{'name':'n'}"))
        .isEqualTo(new Order("n", null, null, null, null, null, null, null, null));
    assertThat(
            order(
                "{'name':'n','note':'','essay':'e','urgent':false,'count':9,'tags':['a','b'],"
                    + "'sizes':[1],'lines':[{'what':'w','id':'ignored'}],'first':{'what':'v'},"
                    + "'unknown':{}}"))
        .isEqualTo(
            new Order(
                "n",
                "",
                "e",
                false,
                9,
                List.of("a", "b"),
                List.of(1),
                List.of(new Line(0, "w", null)),
                new Line(0, "v", null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]|the body must be a JSON object",
        "'text'|the body must be a JSON object",
        "{}|name is required",
        "null|name is required",
        "{'name':null}|name is required",
        "{'name':' '}|name is required",
        "{'name':1}|name must be a string",
        "{'name':'a\\u0000b'}|name must be Unicode text without zero characters",
        "{'name':'\\ud800'}|name must be Unicode text without zero characters",
        "{'name':'n','note':[]}|note must be a string",
        "{'name':'n','urgent':'true'}|urgent must be true or false",
        "{'name':'n','count':0}|count must be 1 to 9",
        "{'name':'n','count':1.5}|count must be 1 to 9",
        "{'name':'n','count':'1'}|count must be 1 to 9",
        "{'name':'n','tags':[]}|tags must be 1 to 2 tags",
        "{'name':'n','tags':['a','b','c']}|tags must be 1 to 2 tags",
        "{'name':'n','tags':{'a':1}}|tags must be 1 to 2 tags",
        "{'name':'n','tags':[7]}|no tag: 7",
        "{'name':'n','tags':[null]}|no tag: null",
        "{'name':'n','sizes':['7']}|sizes must be numbers",
        "{'name':'n','lines':[1]}|the body must be a JSON object",
        "{'name':'n','lines':[{}]}|what is required",
        "{'name':'n','first':7}|first must be an object",
        "{'name':'n','first':{}}|what is required",
      })
  void whatIsNotAsItShouldBeIsRefusedByName(String body, String message) {
    refuses(() -> order(body), message);
  }

  @Test
  void textsHaveALongest() {
    var long2000 = "x".repeat(2_000);
    refuses(() -> order("{'name':'" + long2000 + "y'}"), "name must have at most 2000 characters");
    refuses(
        () -> order("{'name':'n','essay':'" + "x".repeat(5_001) + "'}"),
        "essay must have at most 5000 characters");
  }

  @Test
  void aListThatMustBeThereSaysSo() {
    refuses(() -> BodyReader.read(json("{}"), Lists.class), "one must be a list");
    refuses(() -> BodyReader.read(json("{'one':[]}"), Lists.class), "two is required");
  }

  @Test
  void changesNeedNothingButAreAsStrict() throws IOException {
    var first = BodyReader.changes(json("{'first':{}}"), Order.class).first();
    assertThat(first).isNotNull();
    assertThat(first.what()).isNull();
    refuses(() -> BodyReader.changes(json("{'name':1}"), Order.class), "name must be a string");
  }

  private interface Reading {
    Object read() throws IOException;
  }

  private static void refuses(Reading reading, String message) {
    assertThatThrownBy(reading::read)
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Invalid.class))
        .hasMessage(message);
  }

  private static Order order(String body) throws IOException {
    return BodyReader.read(json(body), Order.class);
  }

  private static JsonNode json(String text) throws IOException {
    return Json.tree(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
