package io.berth.identity.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class PasswordsTest {
  private final Passwords passwords = new Passwords(new SecureRandom(), 2);

  @Test
  void aHashIsAPhcStringWithASaltOfItsOwn() {
    var one = passwords.hash("Passw0rd");

    assertThat(one).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.hash("Passw0rd")).isNotEqualTo(one);
    assertThat(passwords.verify("Passw0rd", one)).isTrue();
    assertThat(passwords.verify("passw0rd", one)).isFalse();
  }

  @Test
  void hashesOfOtherStrengthStillVerify() {
    // RFC 9106's algorithm with smaller parameters, as an import from elsewhere may have.
    var reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    assertThat(passwords.verify("password", reference)).isTrue();
    assertThat(passwords.verify("Password", reference)).isFalse();
  }

  @Test
  void nobodysPasswordIsNeverRight() {
    assertThat(passwords.verify("nobody", null)).isFalse();
    assertThat(passwords.verify("x", "not a hash")).isFalse();
  }
}
