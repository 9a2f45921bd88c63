package io.berth.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainStartTest {
  @Test
  void flagsWithAValueAreReadWithEqualsSignAndWithout() {
    assertThat(of("serve")).contains(Map.of());
    assertThat(of("serve --port 0 --tls-port -1 --data=/srv/a=b"))
        .contains(Map.of("port", "0", "tls-port", "-1", "data", "/srv/a=b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "migrate --port 0",
        "serve --help",
        "serve -h",
        "serve --config berth.yaml",
        "serve --config=berth.yaml",
        "serve --ephemeral",
        "serve --ephemeral true",
        "serve --ephemeral --port 0",
        "serve --port",
        "serve --port= --tls-port 0",
        "serve --port --tls-port 0",
        "serve --port 1 --port 2",
        "serve --prot 1",
        "serve --master-key abc",
        "serve --data @file",
        "serve @file",
        "serve 8080",
        "serve --port 8080 more",
        "serve --data \"a\""
      })
  void allElseIsLeftToTheLibrary(String line) {
    assertThat(of(line)).isEmpty();
  }

  private static Optional<Map<String, String>> of(String line) {
    return PlainStart.flags(List.of(line.split(" ")));
  }
}
