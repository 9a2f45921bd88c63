package io.berth.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.bench.load.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TargetTest {
  private static final Target TARGET = Target.timesWithinReach(1.5, "olareg");

  @Test
  void aPeerThatNginxLeavesFarBehindMustBeLeftBehind() {
    assertThat(row(Map.of("berth", 150.0, "olareg", 100.0, "nginx", 300.0)).line())
        .endsWith("| yes |");
    assertThat(row(Map.of("berth", 149.0, "olareg", 100.0, "nginx", 300.0)).line())
        .endsWith("| NO |");
  }

  @Test
  void besideAPeerAsGoodAsNginxFourFifthsOfNginxAreEnough() {
    assertThat(row(Map.of("berth", 112.0, "olareg", 100.0, "nginx", 140.0)).line())
        .endsWith("| yes |");
    assertThat(row(Map.of("berth", 111.0, "olareg", 100.0, "nginx", 140.0)).line())
        .endsWith("| NO |");
  }

  @Test
  void nobodyCanTellWithoutThePeer() {
    assertThat(row(Map.of("berth", 150.0, "nginx", 300.0)).line()).endsWith("| – |");
  }

  @Test
  void itsWordsSayBoth() {
    assertThat(TARGET.words())
        .isEqualTo("≥ 1.50 × olareg, or ≥ 0.80 × nginx where that is < 1.50 × olareg");
  }

  private static Row row(Map<String, Double> values) {
    var samples = new LinkedHashMap<String, List<Sample>>();
    values.forEach((name, value) -> samples.put(name, List.of(new Sample(value, 0))));
    return new Row("B0", "case", "req/s", true, samples, List.of(TARGET));
  }
}
