package io.berth.control.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.FaultException;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.testing.Burst;
import io.berth.testing.QuickPasswords;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6238 and the codes for those who lost their authenticator. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class SecondFactorsTest {
  private static final Duration STEP = Duration.ofSeconds(30);

  private final TestClock clock = new TestClock();
  private final Database database;
  private final SecondFactors factors;
  private final Accounts accounts;
  private final Account account;

  SecondFactorsTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    var random = new SecureRandom();
    factors = new SecondFactors(database, new Vault(new byte[32], random), random, clock);
    accounts = new Accounts(database, QuickPasswords.with(random), clock);
    account = accounts.create("admin", "admin@example.test", "Secret-1234");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private String code(Totp totp) {
    return totp.code(clock.instant());
  }

  private List<String> enable(Totp totp) {
    var codes = factors.enable(account, code(totp)).orElseThrow();
    clock.advance(STEP);
    return codes;
  }

  @Test
  void anAuthenticatorCountsFromItsFirstCodeOn() {
    assertThat(factors.enabled(account)).isFalse();
    assertThat(factors.enable(account, "000000")).as("nothing was enrolled").isEmpty();
    var totp = factors.enrol(account);
    assertThat(factors.enabled(account)).isFalse();
    assertThat(factors.take(account, code(totp))).as("it does not count yet").isFalse();
    assertThat(factors.enable(account, "nonsense")).isEmpty();

    assertThat(factors.enable(account, code(totp)).orElseThrow())
        .hasSize(10)
        .doesNotHaveDuplicates();
    assertThat(factors.enabled(account)).isTrue();
  }

  @Test
  void oneThatWasNeverEnabledIsReplacedAndOneThatIsStays() {
    var lost = factors.enrol(account);
    var kept = factors.enrol(account);
    assertThat(factors.enable(account, code(lost))).as("of the replaced one").isEmpty();
    enable(kept);
    assertThatThrownBy(() -> factors.enrol(account)).isInstanceOf(FaultException.class);
    assertThat(factors.enable(account, code(kept))).as("enabled already").isEmpty();
    assertThat(factors.take(account, code(kept))).isTrue();
  }

  @Test
  void aCodeIsAcceptedOnceAndOneStepLateAtMost() {
    var totp = factors.enrol(account);
    enable(totp);
    var code = code(totp);
    assertThat(factors.take(account, code)).isTrue();
    assertThat(factors.take(account, code)).as("again").isFalse();

    clock.advance(STEP.multipliedBy(2));
    var late = code(totp);
    clock.advance(STEP);
    assertThat(factors.take(account, late)).as("one step late").isTrue();
    clock.advance(STEP);
    var tooLate = code(totp);
    clock.advance(STEP.multipliedBy(2));
    assertThat(factors.take(account, tooLate)).as("two steps late").isFalse();
  }

  @Test
  void theCodeThatEnabledItIsUsedUp() {
    var totp = factors.enrol(account);
    var code = code(totp);
    assertThat(factors.enable(account, code)).isPresent();
    assertThat(factors.take(account, code)).isFalse();
  }

  @Test
  void ofManyWhoBringTheSameCodeAtOnceOneComesIn() throws Exception {
    var totp = factors.enrol(account);
    var recovery = enable(totp);
    var code = code(totp);
    assertThat(Burst.count(Burst.of(6, _ -> () -> factors.take(account, code)), true)).isEqualTo(1);
    assertThat(
            Burst.count(Burst.of(6, _ -> () -> factors.take(account, recovery.getFirst())), true))
        .isEqualTo(1);
  }

  @Test
  void aRecoveryCodeIsGoodOnceHoweverItIsTyped() {
    var recovery = enable(factors.enrol(account));
    assertThat(factors.recoveryCodesLeft(account)).isEqualTo(10);

    var typed = recovery.getFirst().toUpperCase(Locale.ROOT).replace("-", " ");
    assertThat(factors.take(account, typed)).isTrue();
    assertThat(factors.take(account, recovery.getFirst())).isFalse();
    assertThat(factors.recoveryCodesLeft(account)).isEqualTo(9);
  }

  @Test
  void freshRecoveryCodesMakeTheFormerOnesVoid() {
    var former = enable(factors.enrol(account));
    var fresh = factors.newRecoveryCodes(account);

    assertThat(factors.take(account, former.getFirst())).isFalse();
    assertThat(factors.take(account, fresh.getFirst())).isTrue();
  }

  @Test
  void disablingRemovesAuthenticatorAndRecoveryCodes() {
    var totp = factors.enrol(account);
    var recovery = enable(totp);
    factors.disable(account);

    assertThat(factors.enabled(account)).isFalse();
    assertThat(factors.take(account, code(totp))).isFalse();
    assertThat(factors.take(account, recovery.getFirst())).isFalse();
    assertThat(factors.recoveryCodesLeft(account)).isZero();
    assertThat(factors.enrol(account).text()).isNotEqualTo(totp.text());
  }

  @Test
  void aFactorIsOneAccountsOwn() {
    var other = accounts.create("other", "other@example.test", "Secret-1234");
    var totp = factors.enrol(account);
    var recovery = enable(totp);
    assertThat(factors.take(other, code(totp))).isFalse();
    assertThat(factors.take(other, recovery.getFirst())).isFalse();
    assertThat(factors.enabled(other)).isFalse();
  }
}
