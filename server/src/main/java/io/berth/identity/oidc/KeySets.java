package io.berth.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import io.berth.identity.oidc.ProviderException.Kind;
import io.berth.identity.oidc.claim.LenientJson;
import io.berth.outbound.CertificateTrust;
import java.net.URI;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks signatures with a provider's published keys (RFC 7517, RFC 7515). */
final class KeySets {
  /** The names of {@link #ALGORITHMS}, the usual ones first. */
  static final List<String> NAMES =
      List.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
          "Ed25519");

  /** Asymmetric ones only, whatever a token's header says (RFC 8725 section 3.1). */
  static final Set<JWSAlgorithm> ALGORITHMS =
      NAMES.stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());

  /** Certificates of keys, which are not looked at: some providers publish broken ones. */
  private static final List<String> UNUSED =
      List.of("x5c", "x5t", "x5t#S256", "x5u", "key_ops", "exp", "nbf", "iat");

  private final ProviderDocuments documents;
  private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

  KeySets(ProviderDocuments documents) {
    this.documents = documents;
  }

  /**
   * Whether one of the keys made the signature. When none in memory did, the provider may have
   * changed them, under the same names even, and they are read once more (OpenID Connect Core
   * section 10.1.1); {@link ProviderDocuments} sees to it that invented tokens do not make that
   * often.
   */
  boolean signed(SignedJWT token, URI keys, CertificateTrust trust) throws ProviderException {
    return signed(token, parse(documents.get(keys, trust), keys))
        || signed(token, parse(documents.refresh(keys, trust), keys));
  }

  private static JWKSet parse(String document, URI keys) throws ProviderException {
    try {
      return parse(document);
    } catch (ParseException e) {
      throw new ProviderException(
          Kind.PROTOCOL, keys + " does not hold the provider's keys: " + e.getMessage());
    }
  }

  /**
   * The keys of a set that can be read; RFC 7517 section 5 has the others ignored.
   *
   * @throws ParseException when it is no key set
   */
  static JWKSet parse(String document) throws ParseException {
    if (!(LenientJson.object(document).get("keys") instanceof List<?> all)) {
      throw new ParseException("it has no member keys with a list", 0);
    }
    var keys = new ArrayList<JWK>();
    for (var one : all) {
      var key = key(one);
      if (key != null) {
        keys.add(key);
      }
    }
    return new JWKSet(keys);
  }

  private static @Nullable JWK key(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> members)) {
      return null;
    }
    var used = new LinkedHashMap<String, Object>();
    members.forEach((name, value) -> used.put(String.valueOf(name), value));
    UNUSED.forEach(used::remove);
    try {
      return JWK.parse(used);
    } catch (ParseException | IllegalArgumentException _) {
      return null; // of a kind there was not yet, or broken
    }
  }

  /** Whether one of these keys made the signature. */
  boolean signed(SignedJWT token, JWKSet set) {
    var header = token.getHeader();
    var algorithm = header.getAlgorithm();
    var type = KeyType.forAlgorithm(algorithm);
    if (type == null || !ALGORITHMS.contains(algorithm)) {
      return false;
    }
    // By kty, use, alg and kid: a key for encryption or another algorithm signs nothing. A key
    // without a name may be the one that is named.
    var matcher =
        new JWKMatcher.Builder()
            .keyType(type)
            .keyUses(KeyUse.SIGNATURE, null)
            .algorithms(alike(algorithm));
    if (header.getKeyID() != null) {
      matcher.keyIDs(header.getKeyID(), null);
    }
    return new JWKSelector(matcher.build()).select(set).stream().anyMatch(k -> verify(token, k));
  }

  /** EdDSA and Ed25519 are two names of one (RFC 9864); a key need not say what it is for. */
  private static com.nimbusds.jose.Algorithm[] alike(JWSAlgorithm algorithm) {
    return KeyType.OKP.equals(KeyType.forAlgorithm(algorithm))
        ? new com.nimbusds.jose.Algorithm[] {JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519, null}
        : new com.nimbusds.jose.Algorithm[] {algorithm, null};
  }

  private boolean verify(SignedJWT token, JWK key) {
    try {
      return switch (key) {
        case OctetKeyPair pair -> Ed25519.verify(token, pair);
        case AsymmetricJWK pair ->
            token.verify(verifiers.createJWSVerifier(token.getHeader(), pair.toPublicKey()));
        default -> false;
      };
    } catch (JOSEException _) {
      return false; // a key that cannot have made this signature
    }
  }
}
