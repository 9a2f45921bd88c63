package io.berth.identity.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.berth.identity.oidc.ProviderException.Kind;
import io.berth.identity.oidc.claim.GroupNames;
import io.berth.identity.oidc.claim.PersonClaims;
import io.berth.identity.provider.ProviderPerson;
import io.berth.identity.provider.ProviderSettings;
import io.berth.sql.Micros;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks OpenID Connect with the providers, as their client. */
public final class RelyingParty {
  private static final Logger LOG = LoggerFactory.getLogger(RelyingParty.class);

  private final Discovery discovery;
  private final IdTokens idTokens;
  private final UserInfo userInfo;
  private final TokenClient tokens;
  private final DistributedGroups distributed;
  private final LogoutTokens logoutTokens;
  private final Clock clock;

  public RelyingParty(ProviderConnection connection, Clock clock) {
    var documents = new ProviderDocuments(connection, clock);
    this.discovery = new Discovery(documents);
    this.tokens = new TokenClient(connection);
    this.distributed = new DistributedGroups(connection);
    var signed = new SignedTokens(new KeySets(documents), clock);
    this.idTokens = new IdTokens(signed);
    this.userInfo = new UserInfo(connection, signed);
    this.logoutTokens = new LogoutTokens(signed);
    this.clock = clock;
  }

  /**
   * One try to sign in: what is remembered between the way there and the way back.
   *
   * @param verifier PKCE, RFC 7636 section 4.1
   */
  public record Attempt(String state, String nonce, String verifier, String redirectUri) {}

  /** Whom an ID token names. */
  record Subject(String issuer, String subject) {}

  /** Where the browser goes to sign in (OpenID Connect Core section 3.1.2.1, RFC 7636). */
  URI authorizationUrl(ProviderSettings settings, Attempt attempt) throws ProviderException {
    return authorizationUrl(settings, attempt, Map.of());
  }

  /**
   * The same with further parameters, such as {@code prompt}.
   *
   * @param more win over the provider's own parameters, never over those of the protocol
   */
  public URI authorizationUrl(ProviderSettings settings, Attempt attempt, Map<String, String> more)
      throws ProviderException {
    return authorizationUrl(settings, attempt, more, discovery.metadata(settings));
  }

  static URI authorizationUrl(
      ProviderSettings settings,
      Attempt attempt,
      Map<String, String> more,
      ProviderMetadata metadata) {
    var quirks = ProviderQuirks.of(metadata);
    var further = new HashMap<>(quirks.parameters(settings.scopes()));
    further.putAll(settings.options().authorizationParameters());
    further.putAll(more);
    var request =
        new AuthenticationRequest.Builder(
                ResponseType.CODE,
                new Scope(quirks.scopes(settings.scopes()).toArray(String[]::new)),
                new ClientID(settings.clientId()),
                URI.create(attempt.redirectUri()))
            .endpointURI(metadata.authorizationEndpoint())
            .state(new State(attempt.state()))
            .nonce(new Nonce(attempt.nonce()))
            .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256);
    further.forEach(request::customParameter);
    return request.build().toURI();
  }

  /**
   * Checks who answers (RFC 9207 section 2.4): the answer of one provider must not be taken to
   * another.
   *
   * @param issuer the parameter {@code iss} of the answer, null when it has none
   * @throws ProviderException TOKEN when it is not this provider's
   */
  public void checkIssuer(ProviderSettings settings, @Nullable String issuer)
      throws ProviderException {
    var metadata = discovery.metadata(settings);
    if (issuer == null && !metadata.namesItself()) {
      return;
    }
    if (!metadata.issuer().equals(issuer)) {
      throw new ProviderException(
          Kind.TOKEN,
          issuer == null
              ? "the answer does not say which provider it is from, though the provider "
                  + settings.name()
                  + " always does"
              : "the answer is from "
                  + issuer
                  + " and not from the provider that was asked, "
                  + metadata.issuer());
    }
  }

  /**
   * Trades the code for a checked person.
   *
   * @throws ProviderException when the provider refuses or a check fails
   */
  public ProviderPerson signIn(ProviderSettings settings, Attempt attempt, String code)
      throws ProviderException {
    return signIn(settings, attempt, code, false);
  }

  /**
   * The same for somebody who proved who they are at the provider in the last minutes.
   *
   * @throws ProviderException TOKEN also when the provider vouches for an older sign-in, or does
   *     not say how old it is
   */
  public ProviderPerson signInAfresh(ProviderSettings settings, Attempt attempt, String code)
      throws ProviderException {
    return signIn(settings, attempt, code, true);
  }

  /**
   * What the authorization request of {@link #signInAfresh} says besides (OpenID Connect Core
   * sections 3.1.2.1 and 5.5); auth_time is asked for by name too, because some providers leave it
   * out otherwise.
   */
  public static Map<String, String> afresh() {
    return Map.of(
        "prompt",
        "login",
        "max_age",
        Long.toString(IdTokens.MAX_AGE.toSeconds()),
        "claims",
        "{\"id_token\":{\"auth_time\":{\"essential\":true}}}");
  }

  private ProviderPerson signIn(
      ProviderSettings settings, Attempt attempt, String code, boolean fresh)
      throws ProviderException {
    if (code.isBlank()) {
      throw new ProviderException(Kind.REFUSED, "the provider's answer has no code");
    }
    var metadata = discovery.metadata(settings);
    var given =
        tokens.request(
            settings,
            metadata,
            new AuthorizationCodeGrant(
                new AuthorizationCode(code),
                URI.create(attempt.redirectUri()),
                new CodeVerifier(attempt.verifier())));
    if (given.idToken() == null) {
      throw new ProviderException(
          Kind.PROTOCOL, "the provider gave no ID token; is openid among the scopes it allows?");
    }
    var claims =
        idTokens.validate(
            given.idToken(), settings, metadata, attempt.nonce(), given.accessToken());
    if (fresh) {
      IdTokens.checkFresh(claims, clock.instant());
    }
    var info = userInfo.claims(settings, metadata, given.accessToken(), claims.getSubject());
    return person(settings, metadata, claims, info, given);
  }

  /**
   * Asks whether the provider still vouches for somebody.
   *
   * @throws ProviderException REFUSED when it does not; AWAY and others when that is not known
   */
  ProviderPerson refresh(
      ProviderSettings settings, String issuer, String subject, String refreshToken)
      throws ProviderException {
    var metadata = discovery.metadata(settings);
    var given =
        tokens.request(settings, metadata, new RefreshTokenGrant(new RefreshToken(refreshToken)));
    // OpenID Connect Core section 12.2: a new ID token is checked, and of the same person.
    JWTClaimsSet claims;
    if (given.idToken() == null) {
      claims = new JWTClaimsSet.Builder().issuer(issuer).subject(subject).build();
    } else {
      claims = idTokens.validate(given.idToken(), settings, metadata, null, given.accessToken());
      if (!subject.equals(claims.getSubject())) {
        throw new ProviderException(Kind.REFUSED, "the provider now names another person");
      }
    }
    var info = userInfo.claims(settings, metadata, given.accessToken(), subject);
    return person(settings, metadata, claims, info, given);
  }

  /**
   * Checks an ID token that a program presents as its credential.
   *
   * @throws ProviderException TOKEN when it does not pass
   */
  Subject verify(ProviderSettings settings, String idToken) throws ProviderException {
    var claims = idTokens.validate(idToken, settings, discovery.metadata(settings), null, null);
    return new Subject(claims.getIssuer(), claims.getSubject());
  }

  /**
   * Checks a logout token (OpenID Connect Back-Channel Logout 1.0 section 2.6).
   *
   * @throws ProviderException TOKEN naming the check that failed
   */
  public LogoutToken verifyLogout(ProviderSettings settings, String token)
      throws ProviderException {
    return logoutTokens.validate(token, settings, discovery.metadata(settings));
  }

  /**
   * The issuer that a token claims, to find out whose checks it must pass.
   *
   * @throws ProviderException TOKEN when it is no token
   */
  public static String claimedIssuer(String token) throws ProviderException {
    return SignedTokens.claimedIssuer(token);
  }

  /** Where the browser ends the provider's own session, empty when it offers no such place. */
  public Optional<URI> endSessionUrl(
      ProviderSettings settings, @Nullable String idToken, String backTo) {
    try {
      // OpenID Connect RP-Initiated Logout 1.0 section 2.
      var end = discovery.metadata(settings).endSessionEndpoint();
      if (end == null) {
        return Optional.empty();
      }
      ProviderConnection.checkUrl(end);
      var query = new LinkedHashMap<String, List<String>>();
      if (idToken != null) {
        query.put("id_token_hint", List.of(idToken));
      }
      query.put("client_id", List.of(settings.clientId()));
      query.put("post_logout_redirect_uri", List.of(backTo));
      return Optional.of(
          URI.create(
              end + (end.getRawQuery() == null ? "?" : "&") + URLUtils.serializeParameters(query)));
    } catch (ProviderException e) {
      LOG.warn("signing out here only: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Reads the metadata anew; see {@link ProviderCheck}. */
  void discover(ProviderSettings settings) throws ProviderException {
    discovery.fresh(settings);
  }

  private ProviderPerson person(
      ProviderSettings settings,
      ProviderMetadata metadata,
      JWTClaimsSet idToken,
      Map<String, Object> userInfo,
      TokenClient.Tokens given) {
    var claims = new PersonClaims(idToken.toJSONObject(), userInfo);
    var groups = claims.groups(settings);
    if (groups == null && !settings.groupsClaim().isEmpty()) {
      groups =
          GroupNames.of(distributed.fetch(settings, metadata, claims.all(), given.accessToken()));
    }
    var expires =
        given.expiresIn() == null
            ? null
            : Micros.of(clock.instant().plusSeconds(given.expiresIn()));
    return new ProviderPerson(
        idToken.getIssuer(),
        idToken.getSubject(),
        claims.email(),
        claims.realName(),
        claims.usernameHint(settings),
        groups,
        given.refreshToken(),
        given.idToken(),
        expires,
        idToken.getClaim("sid") instanceof String session && !session.isEmpty() ? session : null,
        claims.all());
  }
}
