package io.berth.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.control.application.ConsumerKeyRequests;
import io.berth.control.registry.AccessLog;
import io.berth.identity.IdentityFixture;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.Burst;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What strangers send to the control host, again and again, leaves few rows. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class StrangerFloodTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private RunningBerth berth;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder);
  }

  @AfterEach
  void stop() {
    berth.close();
  }

  private long rows(String table) {
    return berth.number("SELECT count(*) FROM " + table);
  }

  @Test
  void signInsAndChangesOfNobody() throws Exception {
    long before = rows("audit_event");
    for (int round = 0; round < 5; round++) {
      Burst.of(
          100,
          i ->
              () ->
                  berth
                      .call("POST", "/v1/auth/login")
                      .json("{'account':'%s','password':'Wrong-%d'}".formatted(name(i), i))
                      .send());
      Burst.of(100, i -> () -> berth.call("POST", berth.registry() + "/users").json("{}").send());
      Burst.of(100, i -> () -> berth.call("GET", "/c/account/callback?code=x").send());
      Burst.of(
          100,
          i ->
              () ->
                  berth
                      .call("POST", "/auth/oauth2/token")
                      .header("Content-Type", "application/x-www-form-urlencoded")
                      .basic("client-" + i, "wrong")
                      .body("grant_type=client_credentials".getBytes(UTF_8))
                      .send());
    }
    assertThat(rows("audit_event") - before).as("wrong ones for admin").isLessThanOrEqualTo(10);
    assertThat(rows("sign_in_failure")).isLessThanOrEqualTo(2 * 110 + 1);
    assertThat(rows("spent_ticket")).isZero();
    assertThat(rows("sign_in_event")).isZero();
    assertThat(rows("oauth_token")).isLessThanOrEqualTo(1);
  }

  private static String name(int i) {
    return i % 2 == 0 ? "admin" : "nobody-" + i;
  }

  @Test
  void requestsForConsumerKeys() throws Exception {
    Burst.of(
        300,
        _ ->
            () ->
                berth
                    .call("POST", "/v1/auth/credential")
                    .as("key")
                    .json("{'accessRules':[{'method':'GET','path':'/*'}]}")
                    .send());
    assertThat(berth.number("SELECT count(*) FROM credential WHERE status = 'pendingValidation'"))
        .isLessThanOrEqualTo(ConsumerKeyRequests.MOST_WAITING);
  }

  @Test
  void anAccessLogHasAnEnd() {
    try (var house = new IdentityFixture(dialect)) {
      var log = new AccessLog(house.database, house.clock);
      log.keep(house.registry, 7);
      for (int i = 0; i < 50; i++) {
        log.add(
            house.registry,
            new AccessLog.Line(0, "", "GET", "/v2/" + i, 200, 0, 1, "", "::1", "", ""));
      }
      log.flush();
      assertThat(log.sweep(20)).isEqualTo(30);
      assertThat(log.after(house.registry, 0, 100))
          .hasSize(20)
          .extracting(AccessLog.Line::path)
          .startsWith("/v2/30");
    }
  }
}
