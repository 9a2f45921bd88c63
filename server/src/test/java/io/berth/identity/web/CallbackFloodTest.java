package io.berth.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.identity.session.SignInEvent;
import io.berth.sql.Dialect;
import io.berth.testing.Burst;
import io.berth.testing.FakeProvider;
import io.berth.testing.Times;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Strangers send what leaves rows, again and again: the tables stay small. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class CallbackFloodTest {
  private static final int MANY = Times.of(600, 3_000);
  private static final String STATE = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private final SignInServer server;
  private final Browser stranger;
  private final Browser program;

  CallbackFloodTest(Dialect dialect) {
    server = new SignInServer(dialect);
    stranger = server.browser();
    program = server.browser();
  }

  @AfterEach
  void close() {
    stranger.close();
    program.close();
    server.close();
  }

  private long rows(String table) {
    return server.world.database.read(
        (Handle handle) ->
            handle.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
  }

  private void flood(int times, Callable<Browser.Answer> one) throws Exception {
    for (int sent = 0; sent < times; sent += 100) {
      Burst.of(100, _ -> one);
    }
  }

  @Test
  void callbacksThatNobodyBeganLeaveACountAndNoRow() throws Exception {
    server.configure();
    flood(MANY, () -> stranger.get("/c/oidc/callback"));
    flood(100, () -> stranger.get("/c/oidc/callback?code=1&state=" + STATE));
    stranger.cookies.put("oidc_" + STATE.substring(0, 16), "forged");
    flood(100, () -> stranger.get("/c/oidc/callback?error=x&state=" + STATE));

    assertThat(rows("sign_in_event")).isZero();
    assertThat(rows("audit_log")).isZero();
    assertThat(rows("spent_ticket")).isZero();
    assertThat(server.signIn.log.unbegun()).isEqualTo(MANY + 200);
    assertThat(server.signIn.log.tell()).isEqualTo(MANY + 200);
    assertThat(server.signIn.log.tell()).isZero();
  }

  @Test
  void aSignInThatWasBegunIsRecordedAlsoAmongAFlood() throws Exception {
    server.configure();
    flood(500, () -> stranger.get("/c/oidc/callback"));
    server.provider.make(FakeProvider.Defect.WRONG_ISSUER);
    var begun = stranger.callback();
    assertThat(stranger.get(begun).status()).isGreaterThanOrEqualTo(400);

    assertThat(server.identity.signIns.list(server.world.registry, null, 10))
        .extracting(SignInEvent::outcome)
        .containsExactly(SignInEvent.Outcome.REFUSED);
    assertThat(rows("audit_log")).isEqualTo(1);
  }

  @Test
  void oneBegunSignInSentAgainAndAgainIsRecordedSoOftenAndNoMore() throws Exception {
    server.configure();
    var begun = stranger.callback();
    var kept = Map.copyOf(stranger.cookies);
    for (int i = 0; i < 1_000; i++) {
      stranger.cookies.putAll(kept);
      stranger.get(begun);
    }
    assertThat(rows("sign_in_event")).isEqualTo(201);
    assertThat(rows("audit_log")).isLessThanOrEqualTo(201);
    assertThat(rows("spent_ticket")).isEqualTo(1);
    assertThat(server.signIn.log.unrecorded()).isEqualTo(799);
    server.wait(Duration.ofMinutes(61));
    stranger.cookies.putAll(kept);
    assertThat(stranger.get(begun).status()).isEqualTo(400);
    assertThat(rows("sign_in_event")).as("another hour").isEqualTo(202);
  }

  @Test
  void wrongPasswordsForManyNamesLeaveFewRows() throws Exception {
    stranger.get("/api/v2.0/who");
    for (int i = 0; i < 900; i++) {
      var name = "nobody-" + i % 300;
      if (i % 2 == 0) {
        stranger.form("/c/login", Map.of("principal", name, "password", "Wrong-1234"));
      } else {
        program.basic(name, "Wrong-1234").get("/v2/");
      }
    }
    assertThat(rows("sign_in_event")).isBetween(100L, 200L);
    assertThat(rows("audit_log")).isBetween(100L, 200L);
    assertThat(rows("sign_in_failure")).isLessThanOrEqualTo(2 * 100 + 1);
    assertThat(server.signIn.log.unrecorded()).isGreaterThanOrEqualTo(700);
    server.wait(Duration.ofMinutes(61));
    server.identity.sweep();
    assertThat(rows("sign_in_failure")).isZero();
  }

  @Test
  void whoIsToldToWaitIsRecordedOnce() throws Exception {
    for (int i = 0; i < 40; i++) {
      program.basic("ada", "Wrong-" + i).get("/v2/");
    }
    assertThat(rows("sign_in_event")).isEqualTo(11);
  }

  @Test
  void loginsOfDevicesThatNobodyAnswersAreFewAndGo() throws Exception {
    stranger.get("/api/v2.0/who");
    flood(
        Times.of(100, 300),
        () -> stranger.form("/service/device_authorization", Map.of("client_id", "x")));
    assertThat(rows("device_login")).isEqualTo(20);
    server.wait(Duration.ofMinutes(21));
    server.identity.sweep();
    assertThat(rows("device_login")).isZero();
  }
}
