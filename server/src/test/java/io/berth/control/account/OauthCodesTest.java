package io.berth.control.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.control.account.OauthCodes.Issued;
import io.berth.secret.Sha256;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.testing.Burst;
import io.berth.testing.QuickPasswords;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6749 sections 4.1 and 6, RFC 7636, RFC 9700 section 4.14.2. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class OauthCodesTest {
  private static final String BACK = "https://app.example.test/back";
  private static final String VERIFIER = "v".repeat(43);
  private static final String CHALLENGE = Sha256.base64Url(VERIFIER);

  private final TestClock clock = new TestClock();
  private final Database database;
  private final OauthCodes codes;
  private final Account account;

  OauthCodesTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    var random = new SecureRandom();
    codes = new OauthCodes(database, random, clock);
    account =
        new Accounts(database, QuickPasswords.with(random), clock)
            .create("admin", "admin@example.test", "Secret-1234");
    client("app");
    client("other");
  }

  private void client(String id) {
    database.run(
        handle ->
            handle.execute(
                "INSERT INTO oauth_client (client_id, account_id, secret_hash, name, description,"
                    + " flow, callback_urls, created_at) VALUES (?, ?, '', '', '', '', '', 1)",
                id,
                account.id()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private String code() {
    return codes.issue("app", account, BACK, CHALLENGE);
  }

  private Optional<Issued> exchange(String code) {
    return codes.exchange("app", code, BACK, VERIFIER);
  }

  private boolean isKnown(String accessToken) {
    return database.read(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM oauth_token WHERE token_hash = ?")
                    .bind(0, Sha256.hex(accessToken))
                    .mapTo(Integer.class)
                    .one())
        == 1;
  }

  /** The example of RFC 7636 appendix B. */
  @Test
  void aChallengeIsTheHashOfItsVerifier() {
    assertThat(Sha256.base64Url("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @Test
  void aCodeIsExchangedOnceAndASecondTimeEndsWhatTheFirstBrought() {
    var code = code();
    var issued = exchange(code).orElseThrow();
    assertThat(isKnown(issued.accessToken())).isTrue();
    assertThat(issued.toString()).doesNotContain(issued.accessToken(), issued.refreshToken());

    assertThat(exchange(code)).isEmpty();
    assertThat(isKnown(issued.accessToken())).isFalse();
    assertThat(codes.refresh("app", issued.refreshToken())).isEmpty();
  }

  @Test
  void aCodeGoesWithItsClientRedirectionAndVerifier() {
    assertThat(codes.exchange("app", code(), BACK + "/", VERIFIER)).isEmpty();
    assertThat(codes.exchange("app", code(), BACK, "w".repeat(43))).isEmpty();
    assertThat(codes.exchange("app", "never issued", BACK, VERIFIER)).isEmpty();
    var code = code();
    assertThat(codes.exchange("other", code, BACK, VERIFIER)).isEmpty();
    assertThat(exchange(code)).as("another client's try uses nothing up").isPresent();
  }

  @Test
  void aCodeThatWasTriedWronglyIsUsedUp() {
    var code = code();
    assertThat(codes.exchange("app", code, BACK, "guessed")).isEmpty();
    assertThat(exchange(code)).isEmpty();
  }

  @Test
  void aCodeLastsAMinute() {
    var inTime = code();
    clock.advance(Duration.ofSeconds(59));
    assertThat(exchange(inTime)).isPresent();
    var late = code();
    clock.advance(Duration.ofSeconds(60));
    assertThat(exchange(late)).isEmpty();
  }

  @Test
  void ofManyWhoBringACodeAtOnceOneGetsTokensAtMost() throws Exception {
    var code = code();
    var answers = Burst.of(6, _ -> () -> exchange(code));
    assertThat(answers.stream().filter(Optional::isPresent)).hasSize(1);
    var issued = answers.stream().flatMap(Optional::stream).findFirst().orElseThrow();
    assertThat(isKnown(issued.accessToken())).as("the others' tries end its tokens").isFalse();
  }

  @Test
  void aRefreshTokenIsGoodOnceAndASecondTimeEndsTheWholeFamily() {
    var first = exchange(code()).orElseThrow();
    assertThat(codes.refresh("other", first.refreshToken())).as("another client").isEmpty();
    var second = codes.refresh("app", first.refreshToken()).orElseThrow();
    assertThat(isKnown(second.accessToken())).isTrue();

    assertThat(codes.refresh("app", first.refreshToken())).as("stolen").isEmpty();
    assertThat(isKnown(first.accessToken())).isFalse();
    assertThat(isKnown(second.accessToken())).isFalse();
    assertThat(codes.refresh("app", second.refreshToken())).isEmpty();
  }

  @Test
  void aRefreshTokenEndsWithItsTimeAndWithItsAccount() {
    var issued = exchange(code()).orElseThrow();
    clock.advance(OauthCodes.REFRESH_LIFE.minusSeconds(1));
    var next = codes.refresh("app", issued.refreshToken()).orElseThrow();
    database.run(handle -> handle.execute("UPDATE account SET disabled_at = 1"));
    assertThat(codes.refresh("app", next.refreshToken())).isEmpty();
    database.run(handle -> handle.execute("UPDATE account SET disabled_at = NULL"));
    clock.advance(OauthCodes.REFRESH_LIFE);
    assertThat(codes.refresh("app", next.refreshToken())).isEmpty();
  }

  /** RFC 7009 section 2. */
  @Test
  void revokingEndsATokenAndARefreshTokenWithItsFamily() {
    var one = exchange(code()).orElseThrow();
    codes.revoke("other", one.accessToken());
    codes.revoke("other", one.refreshToken());
    assertThat(isKnown(one.accessToken())).as("another client ends nothing").isTrue();
    codes.revoke("app", one.accessToken());
    assertThat(isKnown(one.accessToken())).isFalse();

    var two = codes.refresh("app", one.refreshToken()).orElseThrow();
    codes.revoke("app", two.refreshToken());
    assertThat(isKnown(two.accessToken())).isFalse();
    assertThat(codes.refresh("app", two.refreshToken())).isEmpty();
    codes.revoke("app", "never issued");
  }

  @Test
  void whatHasEndedIsForgotten() {
    assertThat(exchange(code())).isPresent();
    assertThat(codes.sweep()).isZero();
    clock.advance(OauthCodes.REFRESH_LIFE.plusDays(1));
    assertThat(codes.sweep()).as("a code and a refresh token").isEqualTo(2);
    assertThat(codes.sweep()).isZero();
  }
}
