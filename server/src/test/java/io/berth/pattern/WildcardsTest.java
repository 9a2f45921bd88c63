package io.berth.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WildcardsTest {
  @ParameterizedTest
  @CsvSource({
    "main, main, true",
    "main, main2, false",
    "ma*n, man, true",
    "refs/heads/*, refs/heads/a/b, true",
    "refs/heads/*, refs/tags/v1, false",
    "*:main, repo:main, true",
    "*:main, repo:main:x, false",
    "a*b*c, a-b-b-c, true",
    "a*b*c, acb, false",
    "ab*ba, aba, false",
    "a.c, abc, false",
    "'*', anything, true",
    "'*', '', true",
    "'**', '', true",
    "'', '', true",
    "'', a, false",
    "a**b, ab, true",
    "a**b, a/x/b, true",
    "*a*, b, false",
    "*ab*ab*, abab, true",
    "*ab*ab*, aab, false",
    "*aa*aa, aaa, false",
    "[a]?{b}, [a]?{b}, true",
  })
  void aStarStandsForAnyCharactersAndNothingElseIsSpecial(
      String pattern, String text, boolean fits) {
    assertThat(Wildcards.fit(pattern, text)).isEqualTo(fits);
  }

  @Test
  void itSaysWhatTheRegularExpressionOfThesePartsSays() {
    var random = new Random(20261129);
    for (int i = 0; i < 20_000; i++) {
      var pattern = word(random, "ab*", 7);
      var text = word(random, "ab", 9);
      var regex = new StringBuilder();
      for (var part : pattern.split("(?<=\\*)|(?=\\*)", -1)) {
        regex.append(part.equals("*") ? ".*" : Pattern.quote(part));
      }
      assertThat(Wildcards.fit(pattern, text))
          .as(pattern + " on " + text)
          .isEqualTo(text.matches(regex.toString()));
    }
  }

  private static String word(Random random, String letters, int longest) {
    var word = new StringBuilder();
    for (int left = random.nextInt(longest + 1); left > 0; left--) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  /** With a backtracking matcher one of these alone takes longer than the universe has existed. */
  @Test
  void noPatternMakesItSlow() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 1_000; i++) {
            assertThat(Wildcards.fit("*a".repeat(127) + "*b", "a".repeat(255))).isFalse();
            assertThat(Wildcards.fit("*".repeat(254) + "b", "a".repeat(255))).isFalse();
            assertThat(Wildcards.fit("*ab".repeat(80) + "*c", "ab".repeat(8_000))).isFalse();
          }
        });
  }
}
