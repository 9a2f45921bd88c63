package io.berth.content;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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

    /** As written before the colon. */
    public String word() {
      return word;
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
    for (var algorithm : Algorithm.values()) {
      var prefix = algorithm.word.length() + 1;
      if (text.startsWith(algorithm.word + ":") && text.length() == prefix + algorithm.hexLength) {
        var hex = text.substring(prefix);
        if (hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
          return new Digest(algorithm, hex);
        }
      }
    }
    throw FaultException.invalid(
        Fault.Part.DIGEST,
        "not a digest of the form sha256:<64 hex> or sha512:<128 hex>: " + Quoted.of(text));
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
