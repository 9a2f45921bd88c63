package io.berth.control.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.control.schema.Type.Enumeration;
import io.berth.control.schema.Type.Model;
import io.berth.http.message.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RecordModelsTest {
  @EnumModel(name = "test.KindEnum", doc = "Kinds")
  private enum Kind {
    PLAIN,
    @JsonProperty("with-hyphen")
    WITH_HYPHEN
  }

  @AnswerModel(name = "test.Part", doc = "A part")
  private record Part(@Doc("Length") double length) {}

  @AnswerModel(name = "test.Thing", doc = "A thing")
  private record Thing(
      @Doc("Number") long number,
      @Doc(value = "Since when", format = Doc.Format.DATETIME) String createdAt,
      @Doc("Name") @Required String name,
      @Doc("Kind") Kind kind,
      @Doc(value = "Kind, as text", words = Kind.class) @Settable @Nullable String kindText,
      @Doc("Parts") @Nullable List<Part> parts,
      @Doc(value = "Blocks", format = Doc.Format.IP_BLOCK) List<String> blocks,
      @Doc("Renamed") @JsonProperty("project_id") String projectId,
      @Doc("Never answered") @JsonIgnore @Required @Nullable String secret) {}

  @BodyModel(name = "test.Change", doc = "A change")
  private record Change(@Doc("Asked for") String name, @Doc("May be absent") @Nullable Part part) {}

  @Test
  void anAnswerIsReadOnlyButForWhatItSays() {
    var part =
        new Model("test.Part", "A part", List.of(readOnly("length", Scalar.DOUBLE, "Length")));
    var kind = new Enumeration("test.KindEnum", "Kinds", List.of("PLAIN", "with-hyphen"));
    assertThat(Model.of(Thing.class))
        .isEqualTo(
            new Model(
                "test.Thing",
                "A thing",
                List.of(
                    readOnly("blocks", Scalar.IP_BLOCK.list(), "Blocks"),
                    readOnly("createdAt", Scalar.DATETIME, "Since when"),
                    readOnly("kind", kind, "Kind"),
                    new Property("kindText", kind, true, false, false, "Kind, as text"),
                    new Property("name", Scalar.STRING, false, false, true, "Name"),
                    readOnly("number", Scalar.LONG, "Number"),
                    new Property("parts", part.list(), true, true, false, "Parts"),
                    readOnly("project_id", Scalar.STRING, "Renamed"),
                    new Property("secret", Scalar.STRING, true, false, true, "Never answered"))));
    assertThat(Model.of(Thing.class)).isSameAs(Model.of(Thing.class));
  }

  @Test
  void aBodyAsksForWhatCannotBeNull() {
    assertThat(Model.of(Change.class).properties())
        .containsExactly(
            new Property("name", Scalar.STRING, false, false, true, "Asked for"),
            new Property("part", Model.of(Part.class), true, false, false, "May be absent"));
  }

  @Test
  void changesAskForNothing() {
    assertThat(Model.changes("test.Put", "Changes", Thing.class).properties())
        .extracting(Property::name, Property::canBeNull, Property::readOnly, Property::required)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("kindText", true, false, false),
            org.assertj.core.groups.Tuple.tuple("name", true, false, false),
            org.assertj.core.groups.Tuple.tuple("secret", true, false, false));
  }

  @Test
  void theJsonHasTheOrderOfTheRecordAndTheWordsOfTheModel() {
    var thing = new Thing(1, "then", "n", Kind.WITH_HYPHEN, null, null, List.of(), "p", "s");
    assertThat(Json.text(thing))
        .isEqualTo(
            "{'number':1,'createdAt':'then','name':'n','kind':'with-hyphen','kindText':null,"
                .concat("'parts':null,'blocks':[],'project_id':'p'}")
                .replace('\'', '"'));
  }

  @Test
  void whatSaysNothingOfItselfIsNoModel() {
    record Silent(String name) {}
    @AnswerModel(name = "test.Half", doc = "Half")
    record Half(String name) {}
    for (var type : List.of(Silent.class, Half.class, String.class)) {
      assertThatThrownBy(() -> Model.of(type)).isInstanceOf(IllegalStateException.class);
    }
  }

  private static Property readOnly(String name, Type type, String description) {
    return new Property(name, type, false, true, false, description);
  }
}
