package io.berth.identity.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.FaultException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LocalPathTest {
  @Test
  void whatABrowserMakesAnotherHostOfIsRefused() {
    for (var target :
        List.of(
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/.//evil.example",
            "/..//evil.example",
            "/a/..//evil.example",
            "/a/../..//evil.example",
            "/%2e//evil.example",
            "/%2E%2e//evil.example",
            "/.%2e//evil.example",
            "/a/.",
            "/a/..?b",
            "/a/..#b",
            "/\t/evil.example")) {
      assertThatThrownBy(() -> LocalPath.check(target))
          .as(target)
          .isInstanceOf(FaultException.class);
    }
  }

  @Test
  void pathsOfThisHostPass() {
    for (var target :
        List.of(
            "/",
            "/harbor/projects?page=2",
            "/a/.well-known/b",
            "/a/v1..v2/...",
            "/a?next=/../b",
            "/a#/../b",
            "/a%2fb")) {
      assertThat(LocalPath.check(target)).isEqualTo(target);
    }
    assertThat(LocalPath.check("/ü <")).isEqualTo("/%C3%BC%20%3C");
    assertThat(LocalPath.check(null)).isEqualTo("/");
  }
}
