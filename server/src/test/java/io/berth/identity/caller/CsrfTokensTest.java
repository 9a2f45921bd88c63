package io.berth.identity.caller;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Tokens of forms and calls, of both kinds of browser sessions. */
final class CsrfTokensTest {
  private final CsrfTokens tokens = CsrfTokens.masked(CsrfTokensTest::hash, new SecureRandom());
  private final CsrfTokens plain = CsrfTokens.plain(CsrfTokensTest::hash);

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aTokenIsItsSecretsAndNobodyElses() {
    var token = tokens.token("mine");
    assertThat(tokens.isOf(token, "mine")).isTrue();
    assertThat(tokens.isOf(token, "theirs")).isFalse();
    assertThat(tokens.isOf(token, null)).isFalse();
  }

  @Test
  void eachMaskedTokenIsAnotherTextAndAPlainOneTheSame() {
    assertThat(tokens.token("mine")).isNotEqualTo(tokens.token("mine"));
    assertThat(plain.token("mine")).isEqualTo(plain.token("mine")).matches("[0-9a-f]{64}");
    assertThat(plain.isOf(plain.token("mine"), "mine")).isTrue();
    assertThat(plain.isOf(plain.token("mine"), "theirs")).isFalse();
    assertThat(plain.isOf(tokens.token("mine"), "mine")).isFalse();
    assertThat(plain.isOf("no hex", "mine")).isFalse();
  }

  @Test
  void whatIsNoTokenIsRefused() {
    assertThat(tokens.isOf(null, "mine")).isFalse();
    assertThat(tokens.isOf("", "mine")).isFalse();
    assertThat(tokens.isOf("no base64!", "mine")).isFalse();
    assertThat(tokens.isOf(Base64.getEncoder().encodeToString(hash("mine")), "mine")).isFalse();
    assertThat(tokens.isOf(Base64.getEncoder().encodeToString(new byte[64]), "mine")).isFalse();
  }
}
