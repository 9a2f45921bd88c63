package io.berth.identity.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RobotTrustTest {
  @Test
  void aListFitsByOneOfItsValuesAndNestedNamesMayHoldDots() {
    var trust =
        new RobotTrust(
            1,
            "https://ci.test",
            "berth",
            Map.of("groups", "ops", "k8s.io.ns", "x"),
            null,
            Instant.EPOCH);
    var nested = Map.of("ns", "x");
    assertThat(trust.objection(Map.of("groups", List.of("dev", "ops"), "k8s.io", nested))).isNull();
    assertThat(trust.objection(Map.of("groups", List.of("dev"), "k8s.io", nested)))
        .contains("groups");
    assertThat(trust.objection(Map.of("groups", "ops", "k8s", Map.of("io", Map.of("ns", "x")))))
        .isNull();
    assertThat(trust.objection(Map.of("groups", "ops"))).isEqualTo("it has no claim k8s.io.ns");
  }
}
