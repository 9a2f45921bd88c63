package io.berth.control.account;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TotpTest {
  /** RFC 6238 appendix B, the last six of its eight digits. */
  private static final Map<Long, String> VECTORS =
      Map.of(
          59L, "287082",
          1111111109L, "081804",
          1111111111L, "050471",
          1234567890L, "005924",
          2000000000L, "279037");

  private final Totp totp = new Totp("12345678901234567890".getBytes(US_ASCII));

  @Test
  void theCodesAreThoseOfTheSpecification() {
    VECTORS.forEach(
        (second, code) ->
            assertThat(totp.code(Instant.ofEpochSecond(second))).as("%s", second).isEqualTo(code));
  }

  @Test
  void aCodeHoldsOneStepLongerAndShorterButNotTwice() {
    var now = Instant.ofEpochSecond(1_000_000_000);
    var code = totp.code(now);

    assertThat(totp.match(code, now.plusSeconds(30), 0)).isPresent();
    assertThat(totp.match(code, now.minusSeconds(30), 0)).isPresent();
    assertThat(totp.match(code, now.plusSeconds(61), 0)).isEmpty();
    var step = totp.match(code, now, 0).orElseThrow();
    assertThat(totp.match(code, now, step)).isEmpty();
    assertThat(totp.match("000000", now, 0)).isEmpty();
  }

  @Test
  void anAppReadsTheSecretFromTheUri() {
    assertThat(totp.uri("Berth", "a b@c"))
        .isEqualTo(
            "otpauth://totp/Berth:a%20b%40c?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Berth"
                + "&algorithm=SHA1&digits=6&period=30");
  }
}
