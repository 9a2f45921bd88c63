package io.berth.torture.hostile;

import io.berth.e2e.fixtures.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A key of somebody who issues ID tokens (RFC 7515, ES256). */
final class SigningKey {
  private static final int HALF = 32;

  private final KeyPair pair;

  SigningKey() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    pair = generator.generateKeyPair();
  }

  /** Its public half (RFC 7517). */
  Map<String, String> jwk() {
    var point = ((ECPublicKey) pair.getPublic()).getW();
    return Map.of(
        "kty", "EC",
        "crv", "P-256",
        "kid", "costly",
        "alg", "ES256",
        "use", "sig",
        "x", text(fixed(point.getAffineX())),
        "y", text(fixed(point.getAffineY())));
  }

  /** A token that holds for an hour. */
  String sign(String issuer, String audience, Map<String, ?> more) throws GeneralSecurityException {
    long now = System.currentTimeMillis() / 1_000;
    var claims = new LinkedHashMap<String, Object>(more);
    claims.putAll(
        Map.of("iss", issuer, "aud", audience, "sub", "s", "iat", now, "exp", now + 3_600));
    var header = Map.of("alg", "ES256", "kid", "costly", "typ", "JWT");
    var signed = part(header) + "." + part(claims);
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(pair.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + text(signature.sign());
  }

  private static String part(Map<String, ?> fields) {
    return text(Json.write(fields).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] fixed(BigInteger number) {
    var bytes = number.toByteArray();
    var fixed = new byte[HALF];
    var plain = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - HALF), bytes.length);
    System.arraycopy(plain, 0, fixed, HALF - plain.length, plain.length);
    return fixed;
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
