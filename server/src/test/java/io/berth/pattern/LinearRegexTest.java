package io.berth.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinearRegexTest {
  /** Expressions as the documentation of Harbor and of providers has them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "^team- ; team-a ; true",
        "^team- ; my-team- ; false",
        "team ; my-team-a ; true",
        ".* ; anything ; true",
        "^(dev|ops)$ ; ops ; true",
        "^(dev|ops)$ ; devops ; false",
        "(?i)admins ; ADMINS ; true",
        "^harbor_.*_(r|w|adm)$ ; harbor_web_adm ; true",
        "^/realm/registry/[^/]+$ ; /realm/registry/dev ; true",
        "^/realm/registry/[^/]+$ ; /realm/registry/dev/x ; false",
        "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$ ; 1b4e28ba-2fa1-11d2-883f-0016d3cca427 ; true",
        "\\d{3} ; a1234 ; true",
        "[[:upper:]] ; dev ; false",
        "(?P<team>[a-z]+)-(?P<role>r|w) ; web-w ; true",
        "\\p{L}+ ; Élan ; true",
      })
  void itIsFoundAsHarborFindsIt(String expression, String text, boolean found) {
    assertThat(usable(expression).in(List.of(text)).texts())
        .isEqualTo(found ? List.of(text) : List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "( ; is not a regular expression: missing closing )",
        "(?=team)a ; is not a regular expression: invalid or unsupported Perl syntax: (?=",
        "(a)\\1 ; is not a regular expression: invalid escape sequence: \\1",
        "a{1001} ; is not a regular expression: invalid repeat count: {1001}",
        "((a{1000}){1000}){1000} ; repeats too much",
        "(((((a{10}){10}){10}){10}){10}){10} ; repeats too much",
        "((a{100,}){100,}){100,} ; repeats too much",
        "((a{0,999}){0,999}){0,99} ; repeats too much",
        "[^])]{1000}(?:(?:x{10}){100}){10} ; repeats too much",
      })
  void whatCannotBeUsedIsRefusedWithTheReason(String expression, String reason) {
    assertThat(LinearRegex.read(expression))
        .isInstanceOfSatisfying(
            LinearRegex.Refused.class, refused -> assertThat(refused.reason()).startsWith(reason));
  }

  @Test
  void anEndlessExpressionIsRefusedBeforeItIsRead() {
    assertThat(LinearRegex.read("(?:".repeat(300) + "a" + ")".repeat(300)))
        .isEqualTo(new LinearRegex.Refused("has more than 1000 characters"));
  }

  /** Each of these keeps a matcher that goes back busy for longer than anybody waits. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        ".*.*.*.*.*.*.*.*.*.*x",
        "(a+)+$",
        "(a|a)*b",
        "(a|aa)+$",
        "(.*)*x",
        "((a*)*)*x",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(?:a?){40}a{40}x",
        "((((((((((a*)*)*)*)*)*)*)*)*)*)x",
      })
  void noExpressionGoesBack(String expression) {
    var texts = List.of("a".repeat(60) + "!", "a".repeat(5_000) + "!");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(usable(expression).in(texts).texts()).isEmpty());
  }

  @Test
  void aCallEndsWhenItHasCostEnough() {
    var groups = IntStream.range(0, 60_000).mapToObj(i -> "team-" + i).toList();

    var cheap = usable("^team-1").in(groups.subList(0, 20_000));
    assertThat(cheap.complete()).isTrue();
    assertThat(cheap.texts()).hasSize(11_111);

    var costly = usable("(?:(?:.?){30}x?){8}y").in(groups);
    assertThat(costly.complete()).isFalse();
    assertThat(costly.texts()).isEmpty();
  }

  @Test
  void emptyTextsCostTooSoThatNoNumberOfThemIsFree() {
    var empty = Collections.nCopies((int) LinearRegex.MOST_WORK, "");
    assertThat(usable("a").in(empty).complete()).isFalse();
  }

  private static LinearRegex usable(String text) {
    return switch (LinearRegex.read(text)) {
      case LinearRegex.Usable usable -> usable.expression();
      case LinearRegex.Refused refused -> throw new AssertionError(text + " " + refused.reason());
    };
  }
}
