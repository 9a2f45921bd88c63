package io.berth.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the mappers make of a record. */
final class JsonMappersTest {
  /** Public, so that nothing but the mappers' own rules hides what it can be asked. */
  public record Scope(String name, List<String> projects) {
    public boolean isWhole() {
      return projects.isEmpty();
    }
  }

  @Test
  void aRecordIsWrittenAsItsComponentsAndReadBack() throws Exception {
    var scope = new Scope("all", List.of());
    for (var mapper : List.of(JsonMappers.API, JsonMappers.OWN)) {
      var text = mapper.writeValueAsString(scope);

      assertThat(text).isEqualTo("{\"name\":\"all\",\"projects\":[]}");
      assertThat(mapper.readValue(text, Scope.class)).isEqualTo(scope);
    }
  }
}
