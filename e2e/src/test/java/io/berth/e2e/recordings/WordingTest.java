package io.berth.e2e.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WordingTest {
  @Test
  void whatIsAnotherAtEveryRunIsTheSame() {
    assertThat(Wording.same("project 5 at http://a:1/x", "project 77 at https://b/x")).isTrue();
    assertThat(Wording.same("2026-11-29T19:39:54.372Z", "2027-01-01 00:00:00+01:00")).isTrue();
    assertThat(Wording.same("at localhost:1", "at 127.0.0.1:22")).isTrue();
    assertThat(Wording.same("tf12345", "tf-99999")).isTrue();
  }

  @Test
  void anythingElseIsNot() {
    assertThat(Wording.same("project 5", "repository 5")).isFalse();
    assertThat(Wording.same("v1", "v2")).isFalse();
    assertThat(Wording.same("5 rows", "6 rows")).isFalse();
  }

  @Test
  void aTextThatIsNotEncodedStays() {
    assertThat(Wording.decoded("/x?q=a%3Db+c")).isEqualTo("/x?q=a=b+c");
    assertThat(Wording.decoded("100%")).isEqualTo("100%");
  }
}
