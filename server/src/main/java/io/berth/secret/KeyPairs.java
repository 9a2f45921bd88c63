package io.berth.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Keys that belong to one another. */
public final class KeyPairs {
  private static final byte[] PROBE = "berth".getBytes(US_ASCII);

  private KeyPairs() {}

  /** Whether what the private key signs is what the public key verifies; RSA, EC and EdDSA. */
  public static boolean belongTogether(PublicKey known, PrivateKey key) {
    try {
      var algorithm =
          switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
          };
      var signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(PROBE);
      var signed = signer.sign();
      var verifier = Signature.getInstance(algorithm);
      verifier.initVerify(known);
      verifier.update(PROBE);
      return verifier.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
