package io.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RuleTest {
  @Test
  void aStarStandsForAnyText() {
    var rule = new Rule("GET", "/cloud/project/*/containerRegistry");
    assertThat(rule.covers("GET", "/cloud/project/abc/containerRegistry")).isTrue();
    assertThat(rule.covers("GET", "/cloud/project/abc/containerRegistry/x")).isFalse();
    assertThat(new Rule("GET", "/*").covers("GET", "/me")).isTrue();
  }

  @Test
  void methodAndPathAreExact() {
    var rule = new Rule("GET", "/me");
    assertThat(rule.covers("PUT", "/me")).isFalse();
    assertThat(rule.covers("GET", "/me/api")).isFalse();
    assertThat(new Rule("GET", "/a.b").covers("GET", "/axb")).isFalse();
  }

  @Test
  void rulesAreReadAsTheyWereWritten() {
    assertThat(Rule.read(Rule.write(Rule.ALL))).isEqualTo(Rule.ALL);
    assertThat(Rule.read(Rule.write(List.of()))).isEmpty();
  }
}
