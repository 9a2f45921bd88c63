package io.berth.http.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestTargetTest {
  @ParameterizedTest
  @CsvSource({
    "//api//v2.0//ping, /api/v2.0/ping",
    "/api/v2.0/./ping, /api/v2.0/ping",
    "/api/v2.0/projects/../ping, /api/v2.0/ping",
    "/api/v2.0/ping/, /api/v2.0/ping/",
    "/api/v2.0/ping//, /api/v2.0/ping/",
    "/v2//, /v2/",
    "//, /",
    "/, /",
    "/../../etc, /etc",
    "/a/.., /",
    "/a/b/.., /a/",
    "/a/., /a/",
    "/a/%2e%2e/b, /a/%2e%2e/b",
    "/a/..%2fb, /a/..%2fb",
    "/.well-known/x, /.well-known/x"
  })
  void emptySegmentsAndDotsAreNoPartOfThePath(String target, String path) {
    var read = RequestTarget.of(target + "?q=//a/../b");

    assertThat(read.path()).isEqualTo(path);
    assertThat(read.raw()).isEqualTo(target + "?q=//a/../b");
    assertThat(read.query()).isEqualTo("q=//a/../b");
  }
}
