package io.berth.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what only this installation may read or have written: columns of the database, cookies,
 * tickets that travel through a browser. AES-256-GCM under the master key, a fresh 96-bit nonce
 * each time, and the place it is for as associated data, so that a value moved to another place
 * does not open. Layout: version 1, nonce (12 bytes), ciphertext with a 16-byte tag.
 */
public final class Vault {
  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final String MAC = "HmacSHA256";
  private static final String CODES = "codes";

  private final SecretKeySpec key;
  private final SecretKeySpec codes;
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
    this.codes = new SecretKeySpec(mac(new SecretKeySpec(masterKey, MAC), utf8(CODES)), MAC);
    this.random = random;
  }

  /**
   * Seals bytes.
   *
   * @param place what they are for: {@code table.column} for a column, any other constant name for
   *     what is not in the database
   */
  public byte[] seal(String place, byte[] plain) {
    var nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
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

  /** {@link #seal(String, byte[])} for text. */
  public byte[] seal(String place, String plain) {
    return seal(place, plain.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Opens what was sealed for this place.
   *
   * @throws IllegalStateException when it is no sealed value, or was sealed under another key or
   *     for another place
   */
  public byte[] open(String place, byte[] sealed) {
    if (sealed.length < 1 + NONCE + TAG_BITS / 8 || sealed[0] != VERSION) {
      throw new IllegalStateException(place + " does not hold a sealed value");
    }
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          place + " was sealed under another master key: is this the right data folder?", e);
    }
  }

  /**
   * An authentication code of bytes that everybody may read: 32 bytes, HMAC-SHA-256 (RFC 2104)
   * under a key derived from the master key.
   *
   * @param place what they are for, a constant name: the same bytes have another code elsewhere
   */
  public byte[] code(String place, byte[] bytes) {
    var name = utf8(place);
    return mac(
        codes,
        ByteBuffer.allocate(name.length + 1 + bytes.length)
            .put(name)
            .put((byte) 0)
            .put(bytes)
            .array());
  }

  /**
   * Which master key this is, for everybody to read: 32 hexadecimal digits that tell nothing of it.
   */
  public String fingerprint() {
    return HexFormat.of().formatHex(code("fingerprint", new byte[0]), 0, 16);
  }

  private static byte[] mac(SecretKeySpec key, byte[] bytes) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is missing from this Java", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** {@link #open} for text. */
  public String openText(String place, byte[] sealed) {
    return new String(open(place, sealed), StandardCharsets.UTF_8);
  }
}
