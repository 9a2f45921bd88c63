package io.berth.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what a {@code _sealed} column holds: AES-256-GCM under the master key, a fresh 96-bit
 * nonce each time, and the column's name as associated data so that a value moved to another column
 * does not open. Layout: version 1, nonce (12 bytes), ciphertext with a 16-byte tag.
 */
public final class Vault {
  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random;

  /**
   * @param masterKey 32 bytes
   */
  public Vault(byte[] masterKey, SecureRandom random) {
    if (masterKey.length != 32) {
      throw new IllegalArgumentException(
          "the master key must have 32 bytes, not " + masterKey.length);
    }
    this.key = new SecretKeySpec(masterKey, "AES");
    this.random = random;
  }

  /** Encrypts bytes for a column, named as {@code table.column}. */
  public byte[] seal(String column, byte[] plain) {
    var nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(column.getBytes(StandardCharsets.UTF_8));
      var sealed = cipher.doFinal(plain);
      return ByteBuffer.allocate(1 + NONCE + sealed.length)
          .put(VERSION)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing from this Java", e);
    }
  }

  /** Encrypts text for a column, named as {@code table.column}. */
  public byte[] seal(String column, String plain) {
    return seal(column, plain.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Decrypts a column's value.
   *
   * @throws IllegalStateException when it was sealed under another key or for another column
   */
  public byte[] open(String column, byte[] sealed) {
    if (sealed.length < 1 + NONCE + TAG_BITS / 8 || sealed[0] != VERSION) {
      throw new IllegalStateException(column + " does not hold a sealed value");
    }
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE));
      cipher.updateAAD(column.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          column + " was sealed under another master key: is this the right data folder?", e);
    }
  }

  /** {@link #open} for text. */
  public String openText(String column, byte[] sealed) {
    return new String(open(column, sealed), StandardCharsets.UTF_8);
  }
}
