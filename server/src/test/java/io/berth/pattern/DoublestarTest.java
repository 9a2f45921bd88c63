package io.berth.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DoublestarTest {
  private static Doublestar read(String pattern) {
    return ((Doublestar.Usable) Doublestar.read(pattern)).pattern();
  }

  @ParameterizedTest
  @CsvSource({
    "v1, v1, true",
    "v1, v10, false",
    "v*, v1.2.3, true",
    "*c, abc, true",
    "a*, ab/c, false",
    "a*/b, abc/b, true",
    "a*/b, a/c/b, false",
    "a*b?c*x, abxbbxdbxebxczzx, true",
    "a*b?c*x, abxbbxdbxebxczzy, false",
    "ab[b-d], abc, true",
    "ab[^b-d], abc, false",
    "ab[!b-d], abe, true",
    "ab[^x], ab/, false",
    "[\\]a], ], true",
    "[x\\-], -, true",
    "a?b, a☺b, true",
    "a?b, a/b, false",
    "a\\*b, a*b, true",
    "a\\*b, axb, false",
    "**, anything, true",
    "**, any/thing/at/all, true",
    "a/**, a, false",
    "a/**, a/b/c, true",
    "**/c, c, true",
    "**/c, a/b/c, true",
    "**/c, a/abc, false",
    "a/**/b, a/b, true",
    "a/**/d, a/b/c/d, true",
    "a/**/d, a/b/c/dd, false",
    "abc**, abc, true",
    "abc**, abc/d, false",
    "'ab{c,d}', abd, true",
    "'ab{c,d}', abcd, false",
    "'{v*,release-*}', release-1, true",
    "'{v*,release-*}', main, false",
    "'{a,b/**}', b/c/d, true",
    "'{a,b{1,2}}', b2, true",
    "'a,b', 'a,b', true",
    "a}b, a}b, true",
    "a.c, abc, false",
    "a+(b)|c$, a+(b)|c$, true",
    "'', whatever, true",
  })
  void itFitsWhatHarborsSelectorsFit(String pattern, String text, boolean fits) {
    assertThat(read(pattern).fits(text)).as(pattern + " on " + text).isEqualTo(fits);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[^",
        "[abc",
        "[]",
        "[]a]",
        "[-]",
        "[x-]",
        "[-x]",
        "[a-b-c]",
        "[c-a]",
        "a\\",
        "{a,b",
        "{a,{b}",
        "{{{{{{{{{{{a}}}}}}}}}}}"
      })
  void whatIsNoPatternIsRefusedWithItsReason(String pattern) {
    assertThat(Doublestar.read(pattern))
        .isInstanceOfSatisfying(
            Doublestar.Refused.class,
            refused -> assertThat(refused.reason()).matches("(has|ends with) .*"));
  }

  /** With a backtracking matcher one of these alone takes longer than the universe has existed. */
  @Test
  void noPatternMakesItSlow() {
    assertThat(Doublestar.read("a".repeat(501))).isInstanceOf(Doublestar.Refused.class);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 10; i++) {
            assertThat(read("**/".repeat(166) + "b").fits("a/".repeat(127))).isFalse();
            assertThat(read("*a".repeat(249) + "b").fits("a".repeat(255))).isFalse();
            assertThat(read("{*,*a}".repeat(83)).fits("a".repeat(254) + "/")).isFalse();
          }
        });
  }
}
