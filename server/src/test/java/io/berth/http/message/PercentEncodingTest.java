package io.berth.http.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PercentEncodingTest {
  @Test
  void escapesAreDecodedOnce() {
    assertThat(PercentEncoding.decode("plain", false)).isEqualTo("plain");
    assertThat(PercentEncoding.decode("a%2Fb%2fc", false)).isEqualTo("a/b/c");
    assertThat(PercentEncoding.decode("%252F", false)).isEqualTo("%2F");
    assertThat(PercentEncoding.decode("%C3%A4%E2%82%AC%F0%9F%9A%A2", false)).isEqualTo("ä€🚢");
    assertThat(PercentEncoding.decode("ä%20ö", false)).isEqualTo("ä ö");
  }

  @Test
  void plusIsASpaceInQueriesOnly() {
    assertThat(PercentEncoding.decode("a+b", true)).isEqualTo("a b");
    assertThat(PercentEncoding.decode("a+b", false)).isEqualTo("a+b");
    assertThat(PercentEncoding.decode("a%2Bb", true)).isEqualTo("a+b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "a%", "a%4", "%zz", "%4g", "%g4", "%-1", "%+1"})
  void aBrokenEscapeIsRefused(String raw) {
    assertThatThrownBy(() -> PercentEncoding.decode(raw, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("broken escape");
  }

  /** Among them a slash in two bytes and half a pair, which others took for what they are not. */
  @ParameterizedTest
  @ValueSource(strings = {"%C0%AF", "%FF", "%E2%82", "%ED%A0%80", "%80"})
  void whatIsNotUtf8IsRefused(String raw) {
    assertThatThrownBy(() -> PercentEncoding.decode(raw, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not UTF-8");
  }

  @Test
  void nulIsRefused() {
    assertThatThrownBy(() -> PercentEncoding.decode("a%00b", false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQueryKeepsEveryValueInItsOrder() {
    assertThat(PercentEncoding.query("a=1&b=2&a=3&&c&d=&e=x=y&%66=%3D+1"))
        .isEqualTo(
            Map.of(
                "a", List.of("1", "3"),
                "b", List.of("2"),
                "c", List.of(""),
                "d", List.of(""),
                "e", List.of("x=y"),
                "f", List.of("= 1")));
    assertThat(PercentEncoding.query("")).isEmpty();
  }

  @Test
  void moreThanAThousandValuesAreRefused() {
    assertThat(PercentEncoding.query("a&".repeat(999) + "a").get("a")).hasSize(1_000);
    assertThatThrownBy(() -> PercentEncoding.query("a&".repeat(1_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
