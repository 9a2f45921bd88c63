package io.berth.identity.oidc;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.member.Actor;
import io.berth.identity.oidc.claim.LenientJson;
import io.berth.identity.proof.RobotCheck;
import io.berth.identity.robot.Robot;
import io.berth.identity.robot.RobotTrust;
import io.berth.identity.robot.RobotTrusts;
import io.berth.outbound.CertificateTrust;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves that a program is a robot by the ID token that its platform gave it: a CI job of GitHub or
 * GitLab, a pod's service account. Any issuer that publishes its keys by OpenID Connect Discovery
 * will do; it need not offer people a sign-in.
 */
public final class FederatedRobots {
  private static final Logger LOG = LoggerFactory.getLogger(FederatedRobots.class);

  private final RobotTrusts trusts;
  private final RobotCheck robots;
  private final ProviderDocuments documents;
  private final KeySets keys;
  private final Clock clock;

  public FederatedRobots(
      RobotTrusts trusts, RobotCheck robots, ProviderConnection connection, Clock clock) {
    this.trusts = trusts;
    this.robots = robots;
    this.documents = new ProviderDocuments(connection, clock);
    this.keys = new KeySets(documents);
    this.clock = clock;
  }

  /** Whether a password has the form of a signed JWT (RFC 7515 section 3.1). */
  public static boolean looksLikeToken(String password) {
    return password.startsWith("eyJ") && password.chars().filter(c -> c == '.').count() == 2;
  }

  /**
   * The robot, when the token is one that it trusts. Why it is not is told only to who has a token
   * that an issuer of the robot's signed; to all others a robot that trusts somebody else looks
   * like one that does not exist.
   *
   * @throws FaultException Unauthenticated
   */
  public Actor.Program prove(Robot robot, String token) {
    try {
      var signed = SignedJWT.parse(token);
      var claims = signed.getJWTClaimsSet();
      var signedBy = new HashMap<String, Optional<String>>();
      String reason = null;
      for (var trust : trusts.list(robot)) {
        if (!trust.issuer().equals(claims.getIssuer())) {
          continue;
        }
        var keys = trust.jwks() == null ? "" : trust.jwks();
        if (signedBy.computeIfAbsent(keys, _ -> unsigned(signed, trust)).isPresent()) {
          continue;
        }
        if (!claims.getAudience().contains(trust.audience())) {
          reason = "the token is meant for " + claims.getAudience();
          continue;
        }
        checkTimes(claims);
        var objection = trust.objection(claims.getClaims());
        if (objection == null) {
          LOG.info(
              "robot {} proven by {} of {}", robot.login(), claims.getSubject(), trust.issuer());
          return robots.federated(robot, claims.getSubject());
        }
        reason = "the token is not one that it trusts: " + objection;
      }
      if (reason == null) {
        throw unproven(
            robot.login(),
            signedBy.values().stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("none of its trusts names the issuer " + claims.getIssuer()));
      }
      throw refused(robot, reason);
    } catch (ParseException e) {
      throw unproven(robot.login(), "the token cannot be read: " + e.getMessage());
    } catch (ProviderException e) {
      throw refused(robot, e.getMessage());
    }
  }

  /**
   * Without a signature that counts all reasons are one: strangers would find out which robots and
   * projects there are and whom they trust, and whoever names issuers what there is in the networks
   * that this server reaches. The log has the right one.
   *
   * @param name what the robot is called, whether there is one or not
   */
  public static FaultException unproven(String name, String reason) {
    LOG.info("robot {} is not proven: {}", name, reason);
    return FaultException.unauthenticated(
        "the token does not prove that robot account: there is none of the name here, it trusts no"
            + " token of this issuer, or the signature could not be confirmed with the issuer's"
            + " keys; the server's log has the reason");
  }

  /** Why an issuer's signature is not confirmed; empty when it is. */
  private Optional<String> unsigned(SignedJWT token, RobotTrust trust) {
    try {
      checkSignature(token, trust);
      return Optional.empty();
    } catch (ProviderException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void checkSignature(SignedJWT token, RobotTrust trust) throws ProviderException {
    // RFC 8725 section 3.11: a logout token, for one, is none of these.
    var type = token.getHeader().getType();
    if (type != null && !JOSEObjectType.JWT.equals(type)) {
      throw new ProviderException(ProviderException.Kind.TOKEN, "a token of the type " + type);
    }
    if (!KeySets.ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
      throw new ProviderException(
          ProviderException.Kind.TOKEN, "a token signed with " + token.getHeader().getAlgorithm());
    }
    var jwks = trust.jwks();
    if (jwks == null
        ? !keys.signed(token, keysOf(trust.issuer()), CertificateTrust.USUAL)
        : !keys.signed(token, given(jwks))) {
      throw new ProviderException(
          ProviderException.Kind.TOKEN, "the token's signature is not one of " + trust.issuer());
    }
  }

  private static JWKSet given(String jwks) throws ProviderException {
    try {
      return KeySets.parse(jwks);
    } catch (ParseException e) {
      throw new ProviderException(
          ProviderException.Kind.PROTOCOL, "the keys of the trust cannot be read: " + e);
    }
  }

  /**
   * The public keys of a JWK set, as it is kept for a trust.
   *
   * @throws FaultException Invalid BODY
   */
  public static String publicKeys(String jwks) {
    try {
      var set = KeySets.parse(jwks).toPublicJWKSet();
      if (!set.isEmpty() && set.size() <= 20) {
        return set.toString();
      }
    } catch (ParseException _) {
      // said below
    }
    throw FaultException.invalid(
        Fault.Part.BODY, "jwks is a JWK set with the issuer's public keys: {\"keys\":[…]}");
  }

  /**
   * Looks whether an issuer is one, as for providers before they are kept. Whoever may trust an
   * issuer may name any address: what the answer was is not told.
   *
   * @throws FaultException Invalid BODY
   */
  public void checkIssuer(String issuer) {
    try {
      var location = location(issuer);
      var keys = keysOf(issuer, documents.refresh(location, CertificateTrust.USUAL));
      if (KeySets.parse(documents.refresh(keys, CertificateTrust.USUAL)).isEmpty()) {
        throw new ParseException("no keys that can be used", 0);
      }
    } catch (ProviderException | ParseException | IllegalArgumentException e) {
      LOG.info("issuer {} of a trust: {}", issuer, e.getMessage());
      throw FaultException.invalid(
          Fault.Part.BODY,
          issuer
              + " did not answer as a provider of exactly that issuer (a slash at the end counts)"
              + " that publishes its keys; if this server cannot reach it, give its keys as jwks");
    }
  }

  private static URI location(String issuer) throws ProviderException {
    var location = URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
    ProviderConnection.checkUrl(location);
    return location;
  }

  private static URI keysOf(String issuer, String discovery)
      throws ProviderException, ParseException {
    var document = LenientJson.object(discovery);
    if (!issuer.equals(document.get("issuer"))) {
      throw new ProviderException(
          ProviderException.Kind.PROTOCOL, "it says that its issuer is " + document.get("issuer"));
    }
    var uri = URI.create(String.valueOf(document.get("jwks_uri")));
    ProviderConnection.checkUrl(uri);
    return uri;
  }

  /** OpenID Connect Discovery section 4, of which only issuer and keys are needed. */
  private URI keysOf(String issuer) throws ProviderException {
    try {
      return keysOf(issuer, documents.get(location(issuer), CertificateTrust.USUAL));
    } catch (ParseException | IllegalArgumentException e) {
      throw new ProviderException(
          ProviderException.Kind.PROTOCOL, issuer + " publishes no keys: " + e.getMessage());
    }
  }

  private void checkTimes(JWTClaimsSet claims) throws ProviderException {
    var now = clock.instant();
    var expires = claims.getExpirationTime();
    var notBefore = claims.getNotBeforeTime();
    if (expires == null || !expires.toInstant().plus(SignedTokens.LEEWAY).isAfter(now)) {
      throw new ProviderException(ProviderException.Kind.TOKEN, "the token has expired");
    }
    if (notBefore != null && notBefore.toInstant().minus(SignedTokens.LEEWAY).isAfter(now)) {
      throw new ProviderException(ProviderException.Kind.TOKEN, "the token is not valid yet");
    }
  }

  private static FaultException refused(Robot robot, String reason) {
    return FaultException.unauthenticated("robot " + robot.name() + ": " + reason);
  }
}
