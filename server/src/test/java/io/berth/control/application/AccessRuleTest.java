package io.berth.control.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AccessRuleTest {
  @Test
  void aStarStandsForAnyText() {
    var rule = new AccessRule("GET", "/cloud/project/*/containerRegistry");
    assertThat(rule.covers("GET", "/cloud/project/abc/containerRegistry")).isTrue();
    assertThat(rule.covers("GET", "/cloud/project/abc/containerRegistry/x")).isFalse();
    assertThat(new AccessRule("GET", "/*").covers("GET", "/me")).isTrue();
  }

  @Test
  void methodAndPathAreExact() {
    var rule = new AccessRule("GET", "/me");
    assertThat(rule.covers("PUT", "/me")).isFalse();
    assertThat(rule.covers("GET", "/me/api")).isFalse();
    assertThat(new AccessRule("GET", "/a.b").covers("GET", "/axb")).isFalse();
  }

  @Test
  void rulesAreReadAsTheyWereWritten() {
    assertThat(AccessRule.read(AccessRule.write(AccessRule.ALL))).isEqualTo(AccessRule.ALL);
    assertThat(AccessRule.read(AccessRule.write(List.of()))).isEmpty();
  }
}
