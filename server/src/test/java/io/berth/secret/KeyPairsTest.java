package io.berth.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyPairsTest {
  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void aKeyBelongsToItsOwnOtherHalfAndToNoOther(String algorithm) throws Exception {
    var pair = pair(algorithm);

    assertThat(KeyPairs.belongTogether(pair.getPublic(), pair.getPrivate())).isTrue();
    assertThat(KeyPairs.belongTogether(pair(algorithm).getPublic(), pair.getPrivate())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "Ed25519"})
  void aKeyBelongsToNoneOfAnotherKind(String algorithm) throws Exception {
    assertThat(KeyPairs.belongTogether(pair("EC").getPublic(), pair(algorithm).getPrivate()))
        .isFalse();
  }

  private static KeyPair pair(String algorithm) throws Exception {
    var generator = KeyPairGenerator.getInstance(algorithm);
    if (algorithm.equals("RSA")) {
      generator.initialize(1024); // short, as it takes long to find primes
    }
    return generator.generateKeyPair();
  }
}
