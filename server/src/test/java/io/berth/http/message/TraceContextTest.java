package io.berth.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceContextTest {
  private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void theIdOfATraceIsReadAlsoFromALaterVersion() {
    assertThat(TraceContext.id("00-" + ID + "-00f067aa0ba902b7-01")).contains(ID);
    assertThat(TraceContext.id("cc-" + ID + "-00f067aa0ba902b7-01-what-comes")).contains(ID);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736\n-00f067aa0ba902b7-01"
      })
  void whatIsNoneIsNothing(String header) {
    assertThat(TraceContext.id(header)).isEmpty();
  }
}
