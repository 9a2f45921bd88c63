package io.berth.control.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PageTextsTest {
  @Test
  void bothLanguagesSayTheSameThings() {
    assertThat(PageTexts.load("fr").keys()).isEqualTo(PageTexts.load("en").keys());
  }

  @Test
  void whatIsPutIntoATextIsEscaped() {
    assertThat(PageTexts.load("fr").say("consent.title", "<script>'"))
        .isEqualTo("Autoriser &lt;script&gt;&#39; à agir pour vous ?");
    assertThat(PageTexts.load("fr").say("create.noRules")).contains("/.");
    assertThat(PageTexts.load("fr").say("createToken.rules")).contains("n'importe");
  }
}
