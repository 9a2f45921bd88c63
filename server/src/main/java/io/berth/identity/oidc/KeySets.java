package io.berth.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.berth.identity.oidc.ProviderException.Kind;
import io.berth.outbound.Trust;
import java.net.URI;
import java.text.ParseException;

/** Checks signatures with a provider's published keys (RFC 7517, RFC 7515). */
final class KeySets {
  private final ProviderDocuments documents;
  private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

  KeySets(ProviderDocuments documents) {
    this.documents = documents;
  }

  /**
   * Whether one of the keys made the signature. When the one it names is not among those in memory,
   * the provider may have changed them, and they are read once more (OpenID Connect Core section
   * 10.1.1); {@link ProviderDocuments} sees to it that invented names do not make that often.
   */
  boolean signed(SignedJWT token, URI keys, Trust trust) throws ProviderException {
    var known = parse(documents.get(keys, trust), keys);
    if (signed(token, known)) {
      return true;
    }
    var named = token.getHeader().getKeyID();
    if (named != null && known.getKeyByKeyId(named) != null) {
      return false;
    }
    return signed(token, parse(documents.refresh(keys, trust), keys));
  }

  private static JWKSet parse(String document, URI keys) throws ProviderException {
    try {
      return JWKSet.parse(document);
    } catch (ParseException e) {
      throw new ProviderException(
          Kind.PROTOCOL, keys + " does not hold the provider's keys: " + e.getMessage());
    }
  }

  /** Whether one of these keys made the signature. */
  boolean signed(SignedJWT token, JWKSet set) {
    // By kty, use, alg and kid: a key for encryption or another algorithm signs nothing.
    var matcher = JWKMatcher.forJWSHeader(token.getHeader());
    for (var key : new JWKSelector(matcher).select(set)) {
      if (key instanceof AsymmetricJWK asymmetric && verify(token, token.getHeader(), asymmetric)) {
        return true;
      }
    }
    return false;
  }

  private boolean verify(SignedJWT token, JWSHeader header, AsymmetricJWK key) {
    try {
      return token.verify(verifiers.createJWSVerifier(header, key.toPublicKey()));
    } catch (JOSEException _) {
      return false; // a key that cannot have made this signature
    }
  }
}
