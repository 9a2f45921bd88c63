package io.berth.identity.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Grant;
import io.berth.tenant.RegistryId;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that container clients carry: JWTs (RFC 7519) signed HS256 with the registry's key, as
 * the Docker token specification lays them out. They say who and at most what; what the owner may
 * do at the moment is looked up at each request.
 */
public final class RegistryTokens {
  /** How long a token lives where the registry is not set otherwise. */
  static final Duration LIFETIME = Duration.ofMinutes(30);

  /** What a token is for; clients send it as {@code service}. */
  public static final String SERVICE = "harbor-registry";

  private static final String ISSUER = "harbor-token-issuer";
  private static final Duration LEEWAY = Duration.ofSeconds(60);

  /** Clients choose what a token is for, and with it how long it is. */
  private static final long KEPT_BYTES = 16 << 20;

  private static final int ENTRY_BYTES = 400;

  private final RegistryKeys keys;
  private final SecureRandom random;
  private final Clock clock;
  private final Cache<Key, Known> verified =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumWeight(KEPT_BYTES)
          .weigher((Key key, Known said) -> ENTRY_BYTES + 3 * key.token().length())
          .expireAfterWrite(LIFETIME)
          .build();

  public RegistryTokens(RegistryKeys keys, SecureRandom random, Clock clock) {
    this.keys = keys;
    this.random = random;
    this.clock = clock;
  }

  /** A token with its dates. */
  public record Issued(String token, Instant issuedAt, Duration lifetime) {}

  /**
   * What a token says.
   *
   * @param holder whose it is
   */
  public record Verified(Holder holder, List<Grant> grants, Instant expiresAt) {}

  /**
   * Whose a token is; all ids null for an anonymous one.
   *
   * @param name for logs
   * @param accessTokenId the access token the user got it with, null when it was another way
   * @param generation the user's or the robot's when it was issued; 0 for nobody's
   */
  public record Holder(
      String name,
      @Nullable Long userId,
      @Nullable Long robotId,
      @Nullable Long accessTokenId,
      long generation) {}

  /** Signs a token that grants this to that actor for {@link #LIFETIME}. */
  Issued issue(RegistryId registry, Actor actor, List<Grant> grants) {
    return issue(registry, actor, grants, LIFETIME);
  }

  /** Signs a token that grants this to that actor for a while. */
  public Issued issue(RegistryId registry, Actor actor, List<Grant> grants, Duration lifetime) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var id = new byte[16];
    random.nextBytes(id);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(SERVICE)
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(lifetime)))
            .jwtID(HexFormat.of().formatHex(id))
            .claim("access", grants.stream().map(RegistryTokens::json).toList());
    switch (actor) {
      case Actor.Anonymous _ -> claims.subject("");
      case Actor.Person person ->
          claims
              .subject(person.name())
              .claim("uid", person.user().id())
              .claim("tid", person.accessTokenId())
              .claim("gen", person.user().generation());
      case Actor.Program program ->
          claims
              .subject(program.name())
              .claim("rid", program.robot().id())
              .claim("gen", program.robot().generation());
    }
    try {
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build(),
              claims.build());
      jwt.sign(new MACSigner(keys.key(registry)));
      return new Issued(jwt.serialize(), now, lifetime);
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  /** Reads a token; empty when it is not this registry's, or not valid now. */
  public Optional<Verified> verify(RegistryId registry, String token) {
    var signing = keys.key(registry);
    var key = new Key(registry, token);
    var known = verified.getIfPresent(key);
    if (known == null || !known.isUnder(signing)) {
      var read = read(signing, token);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      known = new Known(signing, read.get());
      verified.put(key, known);
    }
    return validNow(known.verified());
  }

  /** {@link #verify} in memory alone: empty also for a token that was not read before. */
  public Optional<Verified> peek(RegistryId registry, String token) {
    var signing = keys.peek(registry);
    return signing.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(verified.getIfPresent(new Key(registry, token)))
            .filter(known -> known.isUnder(signing.get()))
            .flatMap(known -> validNow(known.verified()));
  }

  private Optional<Verified> validNow(Verified known) {
    return known.expiresAt().plus(LEEWAY).isAfter(clock.instant())
        ? Optional.of(known)
        : Optional.empty();
  }

  private static Optional<Verified> read(byte[] signing, String token) {
    try {
      var jwt = SignedJWT.parse(token);
      if (!jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)
          || !jwt.verify(new MACVerifier(signing))) {
        return Optional.empty();
      }
      var claims = jwt.getJWTClaimsSet();
      var expires = claims.getExpirationTime();
      if (!ISSUER.equals(claims.getIssuer())
          || !claims.getAudience().equals(List.of(SERVICE))
          || expires == null) {
        return Optional.empty();
      }
      return Optional.of(
          new Verified(
              new Holder(
                  claims.getSubject() == null ? "" : claims.getSubject(),
                  claims.getLongClaim("uid"),
                  claims.getLongClaim("rid"),
                  claims.getLongClaim("tid"),
                  generation(claims.getLongClaim("gen"))),
              grants(claims),
              expires.toInstant()));
    } catch (ParseException | JOSEException _) {
      return Optional.empty();
    }
  }

  /** Tokens of the version before this one name none, and nobody had moved on. */
  private static long generation(@Nullable Long claim) {
    return claim == null ? 0 : claim;
  }

  private static Map<String, Object> json(Grant grant) {
    return Map.of(
        "type",
        grant.type(),
        "name",
        grant.name(),
        "actions",
        List.copyOf(new TreeSet<>(grant.actions())));
  }

  private static List<Grant> grants(JWTClaimsSet claims) throws ParseException {
    var grants = new ArrayList<Grant>();
    var access = claims.getListClaim("access");
    for (var entry : access == null ? List.of() : access) {
      if (entry instanceof Map<?, ?> map
          && map.get("type") instanceof String type
          && map.get("name") instanceof String name
          && map.get("actions") instanceof List<?> actions) {
        grants.add(
            new Grant(
                type,
                name,
                actions.stream()
                    .map(String::valueOf)
                    .collect(java.util.stream.Collectors.toSet())));
      }
    }
    return List.copyOf(grants);
  }

  private record Key(RegistryId registry, String token) {}

  /** A token that was read, and the key it is signed with, which may be another one by now. */
  private record Known(byte[] signing, Verified verified) {
    boolean isUnder(byte[] key) {
      return MessageDigest.isEqual(signing, key);
    }
  }
}
