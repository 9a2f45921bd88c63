package io.berth.testing;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import io.berth.testing.FakeProvider.Defect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The tokens of a {@link FakeProvider}, right ones and those with its defects. */
final class FakeTokens {
  /** What only tokens of strangers need: a key takes most of a second, so it waits for its use. */
  private static final class Stranger {
    private static final RSAKey KEY = newKey(KeyUse.SIGNATURE);
  }

  private static final RSAKey FOR_ENCRYPTION = newKey(KeyUse.ENCRYPTION);

  /** Keys of all providers of this run, used in turn. */
  private static final List<RSAKey> KEYS =
      List.of(newKey(KeyUse.SIGNATURE), newKey(KeyUse.SIGNATURE));

  private static final AtomicInteger NEXT = new AtomicInteger();

  private final String issuer;
  private final Clock clock;
  private final Set<Defect> defects;
  private volatile RSAKey key = nextKey();
  private volatile @Nullable FakeEd25519 edwards;

  FakeTokens(String issuer, Clock clock, Set<Defect> defects) {
    this.issuer = issuer;
    this.clock = clock;
    this.defects = defects;
  }

  void rotate() {
    key = nextKey();
  }

  /** Another key of the same name. */
  void replace() {
    var name = key.getKeyID();
    key = new RSAKey.Builder(nextKey()).keyID(name).build();
  }

  void useEd25519() {
    var present = edwards;
    edwards = present == null ? new FakeEd25519() : present;
  }

  Instant now() {
    return clock.instant();
  }

  /** A signed answer of the userinfo endpoint. */
  String userInfo(Map<String, Object> person) {
    var claims = new JWTClaimsSet.Builder();
    person.forEach(claims::claim);
    claims
        .issuer(issuer)
        .audience(has(Defect.USERINFO_FOR_ANOTHER_CLIENT) ? "another" : FakeProvider.CLIENT);
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            claims.build());
    try {
      jwt.sign(new RSASSASigner(has(Defect.USERINFO_SIGNED_BY_STRANGER) ? Stranger.KEY : key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jwt.serialize();
  }

  private static RSAKey nextKey() {
    return KEYS.get(NEXT.getAndIncrement() % KEYS.size());
  }

  /** What the provider publishes. */
  Map<String, Object> keys() {
    var other = edwards;
    return other != null
        ? new JWKSet(other.key()).toJSONObject()
        : new JWKSet(List.<JWK>of(key.toPublicJWK(), FOR_ENCRYPTION.toPublicJWK())).toJSONObject();
  }

  String idToken(
      Map<String, Object> person, @Nullable String nonce, String accessToken, String session) {
    var claims = new JWTClaimsSet.Builder();
    person.forEach(claims::claim);
    times(claims);
    claims
        .issuer(issuer())
        .subject(subject(person))
        .audience(audience(person.get("aud")))
        .claim("sid", session)
        .claim("nonce", nonce(nonce))
        .claim("azp", has(Defect.OTHER_AUTHORIZED_PARTY) ? "another" : person.get("azp"))
        .claim(
            "at_hash",
            edwards != null
                ? FakeEd25519.halfHash(accessToken)
                : AccessTokenHash.compute(
                        new BearerAccessToken(
                            has(Defect.OTHER_ACCESS_TOKEN) ? "another" : accessToken),
                        JWSAlgorithm.RS256,
                        null)
                    .getValue());
    if (has(Defect.LOGOUT_TOKEN_INSTEAD)) {
      claims.claim("events", event());
    }
    return token(claims.build(), has(Defect.ACCESS_TOKEN_INSTEAD) ? "at+jwt" : "JWT");
  }

  /** As the provider sends it to its clients when somebody signs out. */
  String logoutToken(@Nullable String subject, @Nullable String session) {
    var claims = new JWTClaimsSet.Builder();
    times(claims);
    claims
        .issuer(issuer())
        .audience(audience(null))
        .subject(subject)
        .claim("sid", session)
        .claim("nonce", has(Defect.LOGOUT_WITH_NONCE) ? "n" : null)
        .claim("events", has(Defect.LOGOUT_WITHOUT_EVENT) ? Map.of("other", Map.of()) : event())
        .jwtID(has(Defect.LOGOUT_WITHOUT_ID) ? null : UUID.randomUUID().toString());
    return token(claims.build(), "logout+jwt");
  }

  private static Map<String, Object> event() {
    return Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());
  }

  private String issuer() {
    return has(Defect.WRONG_ISSUER)
        ? "https://elsewhere.test"
        : has(Defect.ISSUER_WITH_SLASH) ? issuer + "/" : issuer;
  }

  private @Nullable String subject(Map<String, Object> person) {
    return has(Defect.NO_SUBJECT)
        ? null
        : has(Defect.LONG_SUBJECT) ? "x".repeat(256) : String.valueOf(person.get("sub"));
  }

  private List<String> audience(@Nullable Object others) {
    var audience = new ArrayList<String>();
    if (!has(Defect.NO_AUDIENCE)) {
      audience.add(has(Defect.WRONG_AUDIENCE) ? "another" : FakeProvider.CLIENT);
    }
    if (has(Defect.SECOND_AUDIENCE)) {
      audience.add("another");
    }
    if (others instanceof List<?> more) {
      more.forEach(other -> audience.add(String.valueOf(other)));
    }
    return audience;
  }

  private @Nullable String nonce(@Nullable String sent) {
    return has(Defect.NO_NONCE) ? null : has(Defect.WRONG_NONCE) ? "another" : sent;
  }

  private void times(JWTClaimsSet.Builder claims) {
    Instant now = clock.instant();
    if (!has(Defect.NO_ISSUE_TIME)) {
      claims.issueTime(Date.from(has(Defect.ISSUED_IN_FUTURE) ? now.plusSeconds(600) : now));
    }
    if (!has(Defect.NO_EXPIRY)) {
      claims.expirationTime(
          Date.from(has(Defect.EXPIRED) ? now.minusSeconds(120) : now.plusSeconds(300)));
    }
    if (has(Defect.NOT_YET_VALID)) {
      claims.notBeforeTime(Date.from(now.plusSeconds(600)));
    }
  }

  private String token(JWTClaimsSet claims, String type) {
    try {
      if (has(Defect.UNSIGNED)) {
        return new PlainJWT(claims).serialize();
      }
      if (has(Defect.NONE_IN_ODD_CASE)) {
        var plain = new PlainJWT(claims).serialize();
        return base64("{\"alg\":\"nOnE\"}") + plain.substring(plain.indexOf('.'));
      }
      if (has(Defect.ENCRYPTED)) {
        var jwe =
            new EncryptedJWT(
                new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM), claims);
        jwe.encrypt(new RSAEncrypter(Stranger.KEY.toRSAPublicKey()));
        return jwe.serialize();
      }
      var other = edwards;
      if (other != null) {
        return other.sign(claims, has(Defect.BAD_SIGNATURE));
      }
      var jwt = new SignedJWT(header(type), claims);
      jwt.sign(signer());
      return has(Defect.TAMPERED) ? tampered(jwt) : jwt.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private JWSHeader header(String type) {
    boolean shared = has(Defect.SIGNED_WITH_CLIENT_SECRET) || has(Defect.SIGNED_WITH_PUBLIC_KEY);
    var algorithm =
        shared
            ? JWSAlgorithm.HS256
            : has(Defect.OTHER_ALGORITHM) ? JWSAlgorithm.PS256 : JWSAlgorithm.RS256;
    var header =
        new JWSHeader.Builder(algorithm)
            .type(new JOSEObjectType(type))
            .keyID(
                has(Defect.ENCRYPTION_KEY)
                    ? FOR_ENCRYPTION.getKeyID()
                    : has(Defect.UNKNOWN_KEY) ? Stranger.KEY.getKeyID() : key.getKeyID());
    if (has(Defect.KEY_IN_HEADER)) {
      header.keyID(Stranger.KEY.getKeyID()).jwk(Stranger.KEY.toPublicJWK());
    }
    if (has(Defect.KEY_ADDRESS_IN_HEADER)) {
      header.keyID(Stranger.KEY.getKeyID()).jwkURL(URI.create(issuer + "/strange-keys"));
    }
    if (has(Defect.CRITICAL_HEADER)) {
      header.criticalParams(Set.of("must-understand")).customParam("must-understand", true);
    }
    return header.build();
  }

  private JWSSigner signer() throws JOSEException {
    if (has(Defect.SIGNED_WITH_CLIENT_SECRET)) {
      return new MACSigner(FakeProvider.SECRET.repeat(2).getBytes(StandardCharsets.UTF_8));
    }
    if (has(Defect.SIGNED_WITH_PUBLIC_KEY)) {
      return new MACSigner(key.toRSAPublicKey().getEncoded());
    }
    boolean strange =
        has(Defect.BAD_SIGNATURE)
            || has(Defect.UNKNOWN_KEY)
            || has(Defect.KEY_IN_HEADER)
            || has(Defect.KEY_ADDRESS_IN_HEADER);
    return new RSASSASigner(
        strange ? Stranger.KEY : has(Defect.ENCRYPTION_KEY) ? FOR_ENCRYPTION : key);
  }

  /** Another person's name under the signature of this one's. */
  private static String tampered(SignedJWT jwt) {
    var parts = jwt.serialize().split("\\.", -1);
    var claims = new HashMap<>(jwt.getPayload().toJSONObject());
    claims.put("sub", "sub-victim");
    return parts[0]
        + "."
        + base64(new com.nimbusds.jose.Payload(claims).toString())
        + "."
        + parts[2];
  }

  /** What an attacker publishes. */
  Map<String, Object> strangeKeys() {
    return new JWKSet(Stranger.KEY.toPublicJWK()).toJSONObject();
  }

  private boolean has(Defect defect) {
    return defects.contains(defect);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RSAKey newKey(KeyUse use) {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).keyUse(use).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
