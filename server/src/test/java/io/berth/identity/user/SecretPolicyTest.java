package io.berth.identity.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.FaultException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Harbor's rule for passwords and secrets, as a table. */
final class SecretPolicyTest {
  @ParameterizedTest(name = "{0} characters of \"{1}\"")
  @CsvSource({
    "8, Aa1, true",
    "128, Aa1, true",
    "8, 'a1 Z', true",
    "8, 'Aa1-ä', true",
    "7, Aa1, false",
    "129, Aa1, false",
    "0, Aa1, false",
    "12, aa1, false",
    "12, AA1, false",
    "12, Aaa, false",
    "12, 'Äß1', false",
    "12, 'Aa٣', false",
  })
  void secretsHaveEightToAHundredAndTwentyEightCharactersOfThreeKinds(
      int length, String pattern, boolean good) {
    var secret = pattern.repeat(length / pattern.length() + 1).substring(0, length);

    if (good) {
      SecretPolicy.check(secret);
    } else {
      assertThatThrownBy(() -> SecretPolicy.check(secret))
          .isInstanceOf(FaultException.class)
          .hasMessage(
              "the password or secret must be 8-128, inclusively, characters long with at least 1"
                  + " uppercase letter, 1 lowercase letter and 1 number");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "super-s3cr3t!password, true",
    "Passw0rd, true",
    "Correct horse, true",
    "correct horse, false",
    "correct h0rse, true",
    "CORRECT-H0RSE, true",
    "Sh0rt-a, false",
    "12345678, false",
    "ÄÖÜäöüÄÖÜ, false",
    "Äpfel 12, true",
  })
  void passwordsOfAccountsHaveThreeKindsOfFour(String password, boolean good) {
    if (good) {
      SecretPolicy.checkAccount(password);
    } else {
      assertThatThrownBy(() -> SecretPolicy.checkAccount(password))
          .isInstanceOf(FaultException.class)
          .hasMessageContaining("with three of");
    }
    assertThatThrownBy(() -> SecretPolicy.checkAccount("Aa1-".repeat(33)))
        .isInstanceOf(FaultException.class);
  }

  @Test
  void randomSecretsKeepTheRule() {
    var random = new SecureRandom();
    for (int length = 8; length < 40; length++) {
      var secret = SecretPolicy.random(random, length);
      SecretPolicy.check(secret);
      assertThat(secret).hasSize(length);
    }
  }
}
