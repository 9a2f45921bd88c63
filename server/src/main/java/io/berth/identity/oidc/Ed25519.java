package io.berth.identity.oidc;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/** Checks signatures with Ed25519 (RFC 8037 section 3.1, RFC 8032) by the Java runtime's means. */
final class Ed25519 {
  private static final int KEY_BYTES = 32;

  private Ed25519() {}

  /** Whether the key made the token's signature. */
  static boolean verify(SignedJWT token, OctetKeyPair key) {
    var critical = token.getHeader().getCriticalParams();
    if (!Curve.Ed25519.equals(key.getCurve()) || (critical != null && !critical.isEmpty())) {
      return false; // RFC 7515 section 4.1.11: what must be understood and is not
    }
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initVerify(publicKey(key.getDecodedX()));
      signature.update(token.getSigningInput());
      return signature.verify(token.getSignature().decode());
    } catch (GeneralSecurityException _) {
      return false; // a key or a signature that is none
    }
  }

  /** RFC 8032 section 5.1.2: little-endian, the highest bit is that of x. */
  private static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
    if (encoded.length != KEY_BYTES) {
      throw new java.security.InvalidKeyException("a key has " + KEY_BYTES + " bytes");
    }
    var bytes = new byte[KEY_BYTES];
    for (int i = 0; i < KEY_BYTES; i++) {
      bytes[i] = encoded[KEY_BYTES - 1 - i];
    }
    boolean odd = bytes[0] < 0;
    bytes[0] &= 0x7f;
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bytes))));
  }
}
