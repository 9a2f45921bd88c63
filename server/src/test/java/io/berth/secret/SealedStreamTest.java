package io.berth.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of any length, sealed and opened as they pass. */
final class SealedStreamTest {
  private static final int SEGMENT = SegmentCipher.SEGMENT;

  private final Vault vault = vault(1);

  private static Vault vault(int fill) {
    var key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return new Vault(key, new SecureRandom());
  }

  private static byte[] bytes(int length) {
    var bytes = new byte[length];
    new SplittableRandom(length).nextBytes(bytes);
    return bytes;
  }

  private byte[] seal(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var sealing = vault.sealing("a", out)) {
      // In pieces that do not fit the segments.
      for (int from = 0; from < plain.length; from += 1_000) {
        sealing.write(plain, from, Math.min(1_000, plain.length - from));
      }
    }
    return out.toByteArray();
  }

  private static byte[] open(Vault vault, String name, byte[] sealed) throws IOException {
    return vault.opening(name, new ByteArrayInputStream(sealed)).readAllBytes();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 200_000})
  void whatWasSealedOpensAndHasTheSizeThatWasForetold(int length) throws IOException {
    var plain = bytes(length);

    var sealed = seal(plain);

    assertThat(sealed).hasSize((int) Vault.sealedSize(length));
    assertThat(open(vault, "a", sealed)).isEqualTo(plain);
  }

  @Test
  void theSameBytesAreNeverSealedTheSame() throws IOException {
    assertThat(seal("secret".getBytes(UTF_8))).isNotEqualTo(seal("secret".getBytes(UTF_8)));
  }

  @Test
  void anotherKeyOrNameOpensNothing() throws IOException {
    var sealed = seal(bytes(100));

    assertThatThrownBy(() -> open(vault(2), "a", sealed)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> open(vault, "b", sealed)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> open(vault, "a", bytes(100))).hasMessageContaining("no sealed file");
  }

  @Test
  void aChangedByteIsNeverHandedOut() throws IOException {
    var sealed = seal(bytes(2 * SEGMENT));
    for (int at : new int[] {0, 1, 40, SEGMENT + 60, sealed.length - 1}) {
      var changed = sealed.clone();
      changed[at] ^= 1;

      assertThatThrownBy(() -> open(vault, "a", changed))
          .as("byte %d", at)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void segmentsCannotBeCutOffLeftOutOrMoved() throws IOException {
    var sealed = seal(bytes(3 * SEGMENT));
    int head = 1 + SegmentCipher.SALT;
    int one = SEGMENT + SegmentCipher.TAG;
    var first = Arrays.copyOfRange(sealed, head, head + one);
    var second = Arrays.copyOfRange(sealed, head + one, head + 2 * one);
    var third = Arrays.copyOfRange(sealed, head + 2 * one, sealed.length);
    var start = Arrays.copyOf(sealed, head);

    for (var wrong :
        new byte[][][] {
          {start, first, second},
          {start, first, third},
          {start, second, first, third},
          {start},
          {start, first, second, third, third}
        }) {
      var out = new ByteArrayOutputStream();
      for (var piece : wrong) {
        out.writeBytes(piece);
      }
      assertThatThrownBy(() -> open(vault, "a", out.toByteArray())).isInstanceOf(IOException.class);
    }
  }
}
