package io.berth.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár 2015, as age and Tink have it): a
 * file is sealed in segments of 64 KiB under a key of its own, HKDF-SHA-256 (RFC 5869) of the key,
 * a random salt and the file's name. The nonce of AES-256-GCM is the number of the segment (11
 * bytes) and whether it is the last one, so segments cannot be moved, left out or cut off.
 *
 * <p>A file has version 1, the salt (32 bytes), and its segments with a 16-byte tag each; all but
 * the last one are full, and the last one is empty only in an empty file.
 */
final class SegmentCipher {
  static final byte VERSION = 1;
  static final int SALT = 32;
  static final int SEGMENT = 64 << 10;
  static final int TAG = 16;

  private final int mode;
  private final SecretKey key;
  private long number;

  /**
   * @param mode as {@link Cipher#init} takes it
   */
  SegmentCipher(int mode, byte[] masterKey, byte[] salt, String name) {
    this.mode = mode;
    AlgorithmParameterSpec parameters =
        HKDFParameterSpec.ofExtract()
            .addIKM(masterKey)
            .addSalt(salt)
            .thenExpand(("sealed file " + name).getBytes(StandardCharsets.UTF_8), 32);
    try {
      this.key = KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF is missing from this Java", e);
    }
  }

  /**
   * The next segment, sealed or opened.
   *
   * @throws GeneralSecurityException when what is opened is not the next one of this file
   */
  byte[] next(byte[] bytes, int length, boolean isLast) throws GeneralSecurityException {
    var nonce = ByteBuffer.allocate(12).position(3).putLong(number++).put((byte) (isLast ? 1 : 0));
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce.array()));
    return cipher.doFinal(bytes, 0, length);
  }
}
