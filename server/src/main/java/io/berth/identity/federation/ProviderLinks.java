package io.berth.identity.federation;

import io.berth.identity.provider.ProviderLink;
import io.berth.identity.provider.ProviderPerson;
import io.berth.identity.user.UserIdentityRow;
import io.berth.memory.StoredJson;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Users' ties to providers, and the tokens that keep them fresh. */
public final class ProviderLinks {
  /** All groups of the ties that are kept; a provider says how many a person has. */
  private static final long KEPT_GROUPS = 50_000;

  private final Database database;
  private final Vault vault;
  private final Clock clock;
  private final QueryCache<Owner, Optional<ProviderLink>> vouching;

  private record Owner(RegistryId registry, long userId) {}

  public ProviderLinks(Database database, Vault vault, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
    this.vouching =
        new QueryCache<>(
            database, KEPT_GROUPS, found -> 1 + found.map(link -> link.groups().size()).orElse(0));
  }

  /** The tie of a user that was confirmed last, empty for a user without any. */
  public Optional<ProviderLink> find(RegistryId registry, long userId) {
    return list(registry, userId).stream().findFirst();
  }

  /**
   * The tie that CLI secret and access tokens of a provider's user rest with: the one of {@link
   * #find}, but of a provider that is here now before all others. Empty for users with a password
   * or an account, who have another way in.
   */
  public Optional<ProviderLink> vouching(RegistryId registry, long userId) {
    return vouching.get(new Owner(registry, userId), this::readVouching);
  }

  private Optional<ProviderLink> readVouching(Owner owner) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    SELECT i.* FROM user_identity i
                    JOIN registry_user u ON u.id = i.user_id AND u.origin = 'PROVIDER'
                    WHERE i.registry_id = :registry AND i.user_id = :user
                    ORDER BY
                      CASE WHEN EXISTS (SELECT 1 FROM oidc_provider p
                        WHERE p.registry_id = i.registry_id
                          AND rtrim(p.endpoint, '/') = rtrim(i.issuer, '/')) THEN 0 ELSE 1 END,
                      CASE WHEN i.refused_at IS NULL THEN 0 ELSE 1 END, i.checked_at DESC, i.id
                    LIMIT 1
                    """)
                .bind("registry", owner.registry().value())
                .bind("user", owner.userId())
                .map((row, _) -> read(row))
                .findOne());
  }

  /** The ties of a user: those that hold first, then the last confirmed ones. */
  public List<ProviderLink> list(RegistryId registry, long userId) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT * FROM user_identity WHERE registry_id = :registry AND user_id = :user"
                        + " ORDER BY CASE WHEN refused_at IS NULL THEN 0 ELSE 1 END, checked_at"
                        + " DESC, id")
                .bind("registry", registry.value())
                .bind("user", userId)
                .map((row, _) -> read(row))
                .list());
  }

  /** Registries that have due ties, whose oldest is longest overdue first. */
  public List<RegistryId> registriesDue() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    SELECT registry_id FROM user_identity
                    WHERE access_expires_at <= :now AND refresh_token_sealed IS NOT NULL
                      AND refused_at IS NULL
                    GROUP BY registry_id ORDER BY min(access_expires_at)
                    """)
                .bind("now", Micros.of(clock.instant()))
                .map((row, _) -> new RegistryId(row.getString("registry_id")))
                .list());
  }

  /** A registry's ties whose access token ran out and that can be refreshed, longest first. */
  public List<ProviderLink> due(RegistryId registry, int limit) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    SELECT * FROM user_identity
                    WHERE registry_id = :registry AND access_expires_at <= :now
                      AND refresh_token_sealed IS NOT NULL AND refused_at IS NULL
                    ORDER BY access_expires_at LIMIT :limit
                    """)
                .bind("registry", registry.value())
                .bind("now", Micros.of(clock.instant()))
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list());
  }

  /**
   * Takes a due tie for a while, so that no other server refreshes it: a rotating refresh token
   * must be used once.
   *
   * @return the refresh token, empty when another server was faster
   */
  public Optional<String> claim(ProviderLink link, Duration lease) {
    var expires = link.accessExpiresAt();
    if (expires == null) {
      return Optional.empty();
    }
    return database
        .write(
            (Handle handle) ->
                UserIdentityRow.claim(handle, link.id(), expires, clock.instant().plus(lease)))
        .map(bytes -> vault.openText(UserIdentityRow.REFRESH_TOKEN, bytes));
  }

  /**
   * Keeps what the provider said about the person now.
   *
   * @param nextCheck when to ask again at the earliest
   */
  public void confirmed(ProviderLink link, ProviderPerson person, Instant nextCheck) {
    database.run(
        handle ->
            UserIdentityRow.confirm(handle, vault, link.id(), person, nextCheck, clock.instant()));
  }

  /** The provider no longer vouches for the person; the refresh token is forgotten. */
  public void refused(ProviderLink link, String reason) {
    database.run(handle -> UserIdentityRow.refuse(handle, link.id(), reason, clock.instant()));
  }

  private static ProviderLink read(ResultSet row) throws SQLException {
    return new ProviderLink(
        row.getLong("id"),
        row.getLong("user_id"),
        new RegistryId(row.getString("registry_id")),
        row.getString("issuer"),
        row.getString("subject"),
        StoredJson.readGroups(row.getString("groups")),
        row.getBytes("refresh_token_sealed") != null,
        row.getObject("access_expires_at") == null
            ? null
            : Micros.instant(row.getLong("access_expires_at")),
        Micros.instant(row.getLong("checked_at")),
        row.getString("refused_reason"),
        row.getObject("refused_at") == null ? null : Micros.instant(row.getLong("refused_at")));
  }
}
