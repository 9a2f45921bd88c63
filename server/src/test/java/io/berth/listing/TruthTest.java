package io.berth.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TruthTest {
  @Test
  void everyWordOfAGoProgramIsUnderstoodAndNothingIsAnError() {
    for (var word : List.of("true", "True", "TRUE", "1", "t", "T", "yes", "Yes", "on", "y", "ok")) {
      assertThat(Truth.of(word)).as(word).isTrue();
    }
    for (var word : List.of("false", "False", "0", "f", "no", "off", "x", "", "2", "truer")) {
      assertThat(Truth.of(word)).as(word).isFalse();
    }
  }
}
