package io.berth.e2e.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RecordingTest {
  @ParameterizedTest
  @EnumSource
  void everyLineIsAnExchangeInTheOrderInWhichItWasSent(Scenario scenario) {
    var exchanges = recorded(scenario);

    assertThat(exchanges).hasSizeGreaterThan(17);
    assertThat(exchanges).extracting(Exchange::number).isSorted().doesNotHaveDuplicates();
    assertThat(exchanges)
        .allSatisfy(
            exchange -> {
              assertThat(exchange.request().target()).startsWith("/");
              assertThat(exchange.recorded().status()).isBetween(200, 599);
            });
  }

  @Test
  void whatALineLeavesOutIsPutIn() {
    var first = Recording.read(Scenario.MATRIX_LISTS.file()).getFirst();

    assertThat(first.operation()).isEqualTo("GET /projects");
    assertThat(first.request().caller()).isEqualTo(new Caller.Account("admin", false));
    assertThat(first.recorded().mediaType()).isEqualTo("application/json");
    assertThat(first.recorded().header("X-Total-Count")).isEqualTo("5");
    assertThat(first.recorded().has("X-Request-Id")).isTrue();
    assertThat(first.recorded().body()).hasSize(5);
  }

  @Test
  void allScenariosTogetherAreTheWholeMatrix() {
    int all = 0;
    for (var scenario : Scenario.values()) {
      all += recorded(scenario).size();
    }
    assertThat(all).isEqualTo(14_783);
    assertThat(Recording.read(Recording.SEED)).hasSizeGreaterThan(200);
  }

  /** Without what was made beside the recording. */
  private static List<Exchange> recorded(Scenario scenario) {
    return Recording.read(scenario.file()).stream()
        .filter(exchange -> !exchange.isBeside())
        .toList();
  }
}
