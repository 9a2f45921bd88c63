package io.berth.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SemanticVersionTest {
  private static SemanticVersion version(String tag) {
    return SemanticVersion.of(tag).orElseThrow();
  }

  /** The order of the specification's own examples (semver.org, item 11), and some more. */
  @Test
  void versionsAreInTheOrderOfTheirPrecedence() {
    var order =
        List.of(
            "0.9.9",
            "1.0.0-1",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "v1.0.0",
            "1.0.1",
            "1.1.0",
            "2.0.0",
            "10.0.0");
    assertThat(order.reversed().stream().map(SemanticVersionTest::version).sorted())
        .containsExactlyElementsOf(order.stream().map(SemanticVersionTest::version).toList());
  }

  @Test
  void buildMetadataDoesNotCountAndMayFollowAnUnderscore() {
    assertThat(
            Stream.of("1.2.3+build.7", "1.2.3_build.7", "v1.2.3").map(SemanticVersionTest::version))
        .allMatch(it -> it.compareTo(version("1.2.3")) == 0 && it.isRelease());
    assertThat(version("1.2.3-rc.1_x").isRelease()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latest",
        "1.2",
        "1.2.3.4",
        "01.2.3",
        "1.2.3-",
        "v",
        "1.2.3-a..b",
        "x1.2.3",
        "V1.2.3"
      })
  void whatIsNoVersionIsNone(String tag) {
    assertThat(SemanticVersion.of(tag)).isEmpty();
  }
}
