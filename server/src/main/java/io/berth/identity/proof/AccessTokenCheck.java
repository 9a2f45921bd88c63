package io.berth.identity.proof;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.fault.FaultException;
import io.berth.identity.federation.ProviderLinks;
import io.berth.identity.member.Actor;
import io.berth.identity.member.ActorLoader;
import io.berth.identity.provider.ProviderLink;
import io.berth.identity.right.Grant;
import io.berth.identity.user.AccessToken;
import io.berth.identity.user.AccessTokens;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves who somebody is by an access token. A provider user's token rests with the provider's
 * word, as the CLI secret does: refused when the provider refuses the person, and when it has not
 * answered for the grace.
 */
public final class AccessTokenCheck {
  private final AccessTokens tokens;
  private final ActorLoader persons;
  private final ProviderLinks links;
  private final Clock clock;
  private final Cache<Long, Boolean> noted =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(5)).build();

  public AccessTokenCheck(
      AccessTokens tokens, ActorLoader persons, ProviderLinks links, Clock clock) {
    this.tokens = tokens;
    this.persons = persons;
    this.links = links;
    this.clock = clock;
  }

  /** Whether a password has the form of an access token. */
  public static boolean looksLikeOne(String password) {
    return password.startsWith(AccessTokens.PREFIX);
  }

  /**
   * The person whose token it is.
   *
   * @param username the name presented with it, null when there was none
   * @param signIn where a provider user signs in again, for the refusal
   * @throws FaultException Unauthenticated
   */
  public Actor.Person prove(
      RegistryId registry, @Nullable String username, String secret, String signIn) {
    var token =
        tokens
            .findBySecret(registry, secret)
            .orElseThrow(
                () ->
                    FaultException.unauthenticated(
                        "the access token is unknown or was revoked; make a new one at " + signIn));
    if (username != null && !username.equals(token.username())) {
      throw FaultException.unauthenticated(
          "the access token belongs to another user: sign in with the name of its owner");
    }
    return person(registry, token, null, signIn);
  }

  /**
   * The person whose registry token was got with an access token: as long as that one holds.
   *
   * @throws FaultException Unauthenticated
   */
  public Actor.Person current(RegistryId registry, long tokenId, List<Grant> limit, String signIn) {
    var token =
        tokens
            .find(registry, tokenId)
            .orElseThrow(
                () ->
                    FaultException.unauthenticated(
                        "the access token was revoked; make a new one at " + signIn));
    return person(registry, token, limit, signIn);
  }

  private Actor.Person person(
      RegistryId registry, AccessToken token, @Nullable List<Grant> limit, String signIn) {
    var now = clock.instant();
    var expires = token.expiresAt();
    if (expires != null && !expires.isAfter(now)) {
      throw FaultException.unauthenticated(
          "the access token \""
              + token.name()
              + "\" expired at "
              + expires
              + "; make a new one at "
              + signIn);
    }
    links
        .vouching(registry, token.userId())
        .flatMap(link -> link.refusal(now, ProviderLink.GRACE))
        .ifPresent(
            reason -> {
              throw FaultException.unauthenticated(
                  "the access tokens of "
                      + token.username()
                      + " are on hold: "
                      + reason
                      + "; sign in again at "
                      + signIn);
            });
    if (noted.getIfPresent(token.id()) == null) {
      noted.put(token.id(), true);
      tokens.used(token.id());
    }
    return persons
        .find(registry, token.userId(), Actor.Way.ACCESS_TOKEN, limit)
        .map(person -> person.within(token.scope()))
        .orElseThrow(
            () ->
                FaultException.unauthenticated(
                    "the user "
                        + token.username()
                        + " is disabled, or may not sign in here any more; ask an administrator of"
                        + " this registry"));
  }
}
