package io.berth.outbound;

/**
 * Whose certificates a call accepts.
 *
 * @param verifyCert false to accept any
 * @param certificates PEM of the authorities to accept, empty for those of the Java runtime
 */
public record CertificateTrust(boolean verifyCert, String certificates) {
  /** The authorities of the Java runtime; nothing weakens it. */
  public static final CertificateTrust USUAL = new CertificateTrust(true, "");
}
