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
   * Whether one of the keys made the signature. When none of those in memory fits, the provider may
   * have changed them, and they are read once more.
   */
  boolean signed(SignedJWT token, URI keys, boolean verifyCert) throws ProviderException {
    return signed(token, documents.get(keys, verifyCert), keys)
        || signed(token, documents.refresh(keys, verifyCert), keys);
  }

  private boolean signed(SignedJWT token, String document, URI keys) throws ProviderException {
    JWKSet set;
    try {
      set = JWKSet.parse(document);
    } catch (ParseException e) {
      throw new ProviderException(
          Kind.PROTOCOL, keys + " does not hold the provider's keys: " + e.getMessage());
    }
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
