package io.berth.secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what only this installation may read or have written: columns of the database, cookies,
 * tickets that travel through a browser. AES-256-GCM under the master key, a fresh 96-bit nonce
 * each time, and the place it is for as associated data, so that a value moved to another place
 * does not open. Layout: version 1, nonce (12 bytes), ciphertext with a 16-byte tag.
 *
 * <p>While the master key is replaced there are two: the first one seals, both open.
 */
public final class Vault {
  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final String MAC = "HmacSHA256";
  private static final String CODES = "codes";

  private final SecureRandom random;
  private final Supplier<List<byte[]>> known;
  private volatile List<Key> keys;

  /** A master key, and the key for authentication codes that is derived from it. */
  private record Key(byte[] master, SecretKeySpec seal, SecretKeySpec codes) {
    static Key of(byte[] master) {
      if (master.length != 32) {
        throw new IllegalArgumentException(
            "the master key must have 32 bytes, not " + master.length);
      }
      return new Key(
          master.clone(),
          new SecretKeySpec(master, "AES"),
          new SecretKeySpec(mac(new SecretKeySpec(master, MAC), utf8(CODES)), MAC));
    }

    byte[] code(String place, byte[] bytes) {
      var name = utf8(place);
      return mac(
          codes,
          ByteBuffer.allocate(name.length + 1 + bytes.length)
              .put(name)
              .put((byte) 0)
              .put(bytes)
              .array());
    }
  }

  /**
   * @param masterKey 32 bytes
   */
  public Vault(byte[] masterKey, SecureRandom random) {
    this(() -> List.of(masterKey), random);
  }

  /**
   * @param known the keys there are now, of 32 bytes each: the first one seals, all open. Asked
   *     once, and again by {@link #refresh}
   */
  public Vault(Supplier<List<byte[]>> known, SecureRandom random) {
    this.random = random;
    this.known = known;
    this.keys = known.get().stream().map(Key::of).toList();
  }

  /**
   * Looks which keys there are by now; to be called every second or two.
   *
   * @return whether others are in use than before
   */
  public boolean refresh() {
    var now = known.get();
    var before = keys;
    boolean same =
        now.size() == before.size()
            && IntStream.range(0, now.size())
                .allMatch(i -> MessageDigest.isEqual(now.get(i), before.get(i).master()));
    if (!same) {
      keys = now.stream().map(Key::of).toList();
    }
    return !same;
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
      cipher.init(
          Cipher.ENCRYPT_MODE, keys.getFirst().seal(), new GCMParameterSpec(TAG_BITS, nonce));
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
    GeneralSecurityException failure = null;
    for (var key : keys) {
      try {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
            Cipher.DECRYPT_MODE, key.seal(), new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
      } catch (GeneralSecurityException e) {
        failure = e;
      }
    }
    throw new IllegalStateException(
        place + " was sealed under another master key: is this the right data folder?", failure);
  }

  /**
   * A stream that seals what is written to it, of any length and in bounded memory ({@link
   * SegmentCipher}). What it wrote is whole when it was closed, which closes {@code out} too.
   *
   * @param name what it is for, as {@link #seal} has a place: under another name it does not open
   */
  public OutputStream sealing(String name, OutputStream out) throws IOException {
    var salt = new byte[SegmentCipher.SALT];
    random.nextBytes(salt);
    return new SealingStream(keys.getFirst().master(), salt, name, out);
  }

  /**
   * A stream of what {@link #sealing} sealed under this name. It throws an {@link IOException} in
   * place of the first bytes that are not what was sealed, and of an end that came too early.
   */
  public InputStream opening(String name, InputStream in) throws IOException {
    return new OpeningStream(keys.getFirst().master(), name, in);
  }

  /** How many bytes {@link #sealing} makes of so many. */
  public static long sealedSize(long plain) {
    long segments = Math.max(1, Math.ceilDiv(plain, SegmentCipher.SEGMENT));
    return 1 + SegmentCipher.SALT + plain + segments * SegmentCipher.TAG;
  }

  /**
   * An authentication code of bytes that everybody may read: 32 bytes, HMAC-SHA-256 (RFC 2104)
   * under a key derived from the master key.
   *
   * @param place what they are for, a constant name: the same bytes have another code elsewhere
   */
  public byte[] code(String place, byte[] bytes) {
    return keys.getFirst().code(place, bytes);
  }

  /**
   * Whether these are the first bytes of a {@link #code}, in time that does not depend on where
   * they differ.
   */
  public boolean isCode(String place, byte[] bytes, byte[] code) {
    return keys.stream()
        .anyMatch(
            key -> MessageDigest.isEqual(Arrays.copyOf(key.code(place, bytes), code.length), code));
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
