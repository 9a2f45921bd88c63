package io.berth.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What an OCI descriptor says of some bytes.
 *
 * @param mediaType of the bytes
 * @param digest such as {@code sha256:…}
 * @param size in bytes
 */
record Blob(String mediaType, String digest, long size) {
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** The name of what was digested; the digest begins anew. */
  static String name(MessageDigest digest) {
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }
}
