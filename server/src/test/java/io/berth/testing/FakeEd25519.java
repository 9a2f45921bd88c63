package io.berth.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;

/** A provider's key of RFC 8037; what it signs with is the Java runtime's own. */
final class FakeEd25519 {
  private static final String NAME = "edwards-1";

  private final KeyPair pair;

  FakeEd25519() {
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The public key: the last 32 bytes of its encoding (RFC 8410 section 4). */
  OctetKeyPair key() {
    var encoded = pair.getPublic().getEncoded();
    var x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).keyID(NAME).build();
  }

  String sign(JWTClaimsSet claims, boolean wrongly) {
    var jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(NAME).build(), claims);
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(jwt.getSigningInput());
      var made = signature.sign();
      made[0] ^= (byte) (wrongly ? 1 : 0);
      return new String(jwt.getSigningInput(), US_ASCII) + "." + Base64URL.encode(made);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** OpenID Connect Core section 3.1.3.6 with SHA-512, the hash of Ed25519. */
  static String halfHash(String accessToken) {
    try {
      var hash = MessageDigest.getInstance("SHA-512").digest(accessToken.getBytes(US_ASCII));
      return Base64URL.encode(Arrays.copyOf(hash, 32)).toString();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
