package io.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.control.account.Totp;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.Authenticator;
import io.berth.testing.Burst;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody who knows the password sends many codes at the same moment. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class SecondFactorBurstTest {
  private static final String TOTP = "/v1/me/accessRestriction/totp";

  /** Free ones, and one more after a second, after two, after four, and so on. */
  private static final long MOST = 5 + 4;

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private RunningBerth berth;
  private Totp totp;
  private List<String> recovery;

  @BeforeEach
  void enrol() throws IOException {
    berth = new RunningBerth(dialect, folder);
    var enrolled =
        root("POST", TOTP).json("{'password':'%s'}".formatted(berth.password())).json(200);
    totp = Authenticator.of(enrolled.path("secret").asText());
    recovery =
        root("POST", TOTP + "/enable")
            .json("{'code':'%s'}".formatted(totp.code(now())))
            .json(200)
            .path("codes")
            .valueStream()
            .map(code -> code.asText())
            .toList();
  }

  @AfterEach
  void stop() {
    berth.close();
  }

  private static Instant now() {
    return Clock.systemUTC().instant();
  }

  private HttpCall root(String method, String path) {
    return berth.call(method, path).as("root");
  }

  private String ticket(String address) {
    return berth
        .callFrom(address, "POST", "/v1/auth/login")
        .json("{'account':'admin','password':'%s'}".formatted(berth.password()))
        .json(200)
        .path("ticket")
        .asText();
  }

  private int send(String address, String ticket, String code) {
    return berth
        .callFrom(address, "POST", "/v1/auth/login")
        .json("{'ticket':'%s','code':'%s'}".formatted(ticket, code))
        .send()
        .statusCode();
  }

  /** Six digits that are no code of these minutes. */
  private String wrong(int i) {
    var near =
        java.util.stream.IntStream.range(-3, 4)
            .mapToObj(step -> totp.code(now().plusSeconds(30L * step)))
            .toList();
    for (int number = i * 4_001; ; number++) {
      var code = "%06d".formatted(number % 1_000_000);
      if (!near.contains(code)) {
        return code;
      }
    }
  }

  @Test
  void twoHundredCodesAtOnceAreNotMoreGuessesThanFive() throws Exception {
    var ticket = ticket("127.0.0.2");
    var came = Burst.of(200, i -> () -> send("127.0.0.2", ticket, wrong(i)));
    assertThat(came).isSubsetOf(401, 429);
    assertThat(Burst.count(came, 401)).isBetween(1L, MOST);
    assertThat(send("127.0.0.2", ticket, recovery.getFirst())).isEqualTo(429);
    assertThat(send("127.0.0.3", ticket("127.0.0.3"), recovery.getFirst())).isEqualTo(200);
  }

  @Test
  void neitherAreThoseFromManyAddressesNorThoseOfTheOtherDoors() throws Exception {
    var ticket = ticket("127.0.0.2");
    var came =
        Burst.of(
            200,
            i ->
                () -> {
                  var address = "127.0.1." + (1 + i % 20);
                  var code = "{'code':'%s','password':'x'}".formatted(wrong(i));
                  return switch (i % 3) {
                    case 0 -> send(address, ticket, wrong(i));
                    case 1 ->
                        berth
                            .callFrom(address, "POST", "/v1/me/accessRestriction/backupCode")
                            .as("root")
                            .json(code)
                            .send()
                            .statusCode();
                    default ->
                        berth
                            .callFrom(address, "POST", TOTP + "/disable")
                            .as("root")
                            .json(code.replace("'x'", "'" + berth.password() + "'"))
                            .send()
                            .statusCode();
                  };
                });
    assertThat(came).isSubsetOf(401, 403, 429);
    assertThat(Burst.count(came, 401) + Burst.count(came, 403)).isBetween(1L, 10 + 4L);
  }

  @Test
  void oneCodeSentManyTimesAtOnceIsGoodOnce() throws Exception {
    var ticket = ticket("127.0.0.2");
    var code = totp.code(now().plusSeconds(30));
    var came = Burst.of(40, _ -> () -> send("127.0.0.2", ticket, code));
    assertThat(Burst.count(came, 200)).isEqualTo(1);
    var spare = recovery.get(1);
    var again = ticket("127.0.0.4");
    came = Burst.of(40, _ -> () -> send("127.0.0.4", again, spare));
    assertThat(Burst.count(came, 200)).isEqualTo(1);
  }

  @Test
  void anEnrolmentIsConfirmedByNoBurst() throws Exception {
    root("POST", TOTP + "/disable")
        .json("{'password':'%s','code':'%s'}".formatted(berth.password(), recovery.getFirst()))
        .text(200);
    root("POST", TOTP).json("{'password':'%s'}".formatted(berth.password())).text(200);
    var came =
        Burst.of(
            200,
            i ->
                () ->
                    root("POST", TOTP + "/enable")
                        .json("{'code':'%06d'}".formatted(i * 4_001))
                        .send()
                        .statusCode());
    assertThat(came).isSubsetOf(400, 429);
    assertThat(Burst.count(came, 400)).isBetween(1L, MOST);
  }
}
