package io.berth.content;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The name of content by its hash (OCI image spec, descriptor.md#digests): sha256 or sha512 in
 * lower-case hexadecimal.
 */
public record Digest(Algorithm algorithm, String hex) {

  /** The registered algorithms this registry computes. */
  public enum Algorithm {
    SHA256("sha256", "SHA-256", 64),
    SHA512("sha512", "SHA-512", 128);

    private final String word;
    private final String javaName;
    private final int hexLength;

    Algorithm(String word, String javaName, int hexLength) {
      this.word = word;
      this.javaName = javaName;
      this.hexLength = hexLength;
    }

    /** The one that is written so before a digest's colon. */
    public static Optional<Algorithm> ofWord(String word) {
      return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }

    /** As written before the colon. */
    public String word() {
      return word;
    }

    /** The other one of the two. */
    public Algorithm other() {
      return this == SHA256 ? SHA512 : SHA256;
    }

    /** A fresh hash function. */
    public MessageDigest hasher() {
      try {
        return MessageDigest.getInstance(javaName);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has " + javaName, e);
      }
    }

    /** The digest of finished hashing. */
    public Digest digestOf(byte[] hash) {
      return new Digest(this, HexFormat.of().formatHex(hash));
    }
  }

  /**
   * Parses {@code algorithm:hex}.
   *
   * @throws FaultException Invalid DIGEST
   */
  public static Digest parse(String text) {
    return of(text)
        .orElseThrow(
            () ->
                FaultException.invalid(
                    Fault.Part.DIGEST,
                    "not a digest of the form sha256:<64 hex> or sha512:<128 hex>: "
                        + Quoted.of(text)));
  }

  /** {@link #parse}; empty for a text that is no digest. */
  static Optional<Digest> of(String text) {
    for (var algorithm : Algorithm.values()) {
      var prefix = algorithm.word.length() + 1;
      if (text.length() == prefix + algorithm.hexLength
          && text.startsWith(algorithm.word)
          && text.charAt(prefix - 1) == ':') {
        var hex = text.substring(prefix);
        if (isHex(hex)) {
          return Optional.of(new Digest(algorithm, hex));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** The digest of bytes. */
  public static Digest of(Algorithm algorithm, byte[] bytes) {
    return algorithm.digestOf(algorithm.hasher().digest(bytes));
  }

  @Override
  public String toString() {
    return algorithm.word + ":" + hex;
  }
}
