package io.berth.control.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WordsTest {
  @Test
  void bothLanguagesSayTheSameThings() {
    assertThat(Words.load("fr").keys()).isEqualTo(Words.load("en").keys());
  }

  @Test
  void whatIsPutIntoATextIsEscaped() {
    assertThat(Words.load("fr").say("consent.title", "<script>'"))
        .isEqualTo("Autoriser &lt;script&gt;&#39; à agir pour vous ?");
    assertThat(Words.load("fr").say("create.noRules")).contains("/.");
    assertThat(Words.load("fr").say("createToken.rules")).contains("n'importe");
  }
}
