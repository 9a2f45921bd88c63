package io.berth.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CronTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 * * * *        | 2026-01-31T10:30:00Z | 2026-01-31T11:00:00Z",
        "0 0 0 * * *        | 2026-01-31T00:00:00Z | 2026-02-01T00:00:00Z",
        "0 0 0 * * 0        | 2026-01-31T10:30:00Z | 2026-02-01T00:00:00Z",
        "0 0 0 * * 7        | 2026-02-01T00:00:00Z | 2026-02-08T00:00:00Z",
        "30 5/20 2-3 * * *  | 2026-01-31T02:26:00Z | 2026-01-31T02:45:30Z",
        "0 0 12 29 2 ?      | 2026-01-31T10:30:00Z | 2028-02-29T12:00:00Z",
        "0 0 0 13 * 5       | 2026-03-01T00:00:00Z | 2026-03-06T00:00:00Z",
        "0 15,45 9 1 */6 *  | 2026-01-31T10:30:00Z | 2026-07-01T09:15:00Z",
        "0 0 0 * * 5-7      | 2026-01-31T00:00:00Z | 2026-02-01T00:00:00Z",
        "0 0 3 * * MON-FRI  | 2026-01-31T10:30:00Z | 2026-02-02T03:00:00Z",
        "0 0 3 1 jan ?      | 2026-01-31T10:30:00Z | 2027-01-01T03:00:00Z",
        "0 0 0 1 */3 *      | 2026-12-31T10:30:00Z | 2027-01-01T00:00:00Z",
        "59 59 23 31 12 *   | 2026-12-31T23:59:58Z | 2026-12-31T23:59:59Z",
      })
  void theNextTimeIsTheFirstThatFits(String cron, Instant after, Instant next) {
    assertThat(new Cron(cron).next(after)).isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0 0 * * *",
        "60 0 0 * * *",
        "0 0 24 * * *",
        "0 0 0 0 * *",
        "0 0 0 * 13 *",
        "a 0 0 * * *",
        "0 5-1 0 * * *",
        "0 */0 0 * * *",
        "0 1-2-3 0 * * *",
        "0 , 0 * * *",
        "0 0 0 L * *",
        "0 0 0 15W * *",
        "0 0 0 * * 5#2",
        "0 0 0 * * 6-0",
        "@daily",
        "0 0 0 * * 8",
        "-1 0 0 * * *"
      })
  void whatMakesNoSenseIsRefused(String cron) {
    assertThatThrownBy(() -> new Cron(cron)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEndlessOneIsRefusedUnread() {
    var endless = "0 " + "1,".repeat(1_000) + "1 0 * * *";

    assertThatThrownBy(() -> new Cron(endless)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDayThatNeverComesIsSaidToBeSo() {
    var cron = new Cron("0 0 0 30 2 *");

    assertThatThrownBy(() -> cron.next(Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("never");
  }
}
