package io.berth.identity.user;

import io.berth.identity.provider.Provider;
import io.berth.identity.provider.ProviderPerson;
import io.berth.memory.StoredJson;
import io.berth.secret.Vault;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Owns table user_identity, users' ties to persons of providers: every statement that writes it
 * stands here, within the transaction of whoever calls.
 */
public final class UserIdentityRow {
  public static final String REFRESH_TOKEN = "user_identity.refresh_token_sealed";
  static final String ID_TOKEN = "user_identity.id_token_sealed";

  private UserIdentityRow() {}

  /** Ties a person to a user. */
  public static void insert(
      Handle handle, Vault vault, User user, ProviderPerson person, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO user_identity
              (user_id, registry_id, issuer, subject, groups, refresh_token_sealed,
               id_token_sealed, access_expires_at, checked_at, created_at, updated_at)
            VALUES (:user, :registry, :issuer, :subject, :groups, :refresh, :idToken, :expires,
               :now, :now, :now)
            """)
        .bind("user", user.id())
        .bind("registry", user.registry().value())
        .bind("issuer", person.issuer())
        .bind("subject", person.subject())
        .bind("groups", StoredJson.write(person.knownGroups()))
        .bind("refresh", seal(vault, REFRESH_TOKEN, person.refreshToken()))
        .bind("idToken", seal(vault, ID_TOKEN, person.idToken()))
        .bind("expires", person.accessExpiresAt())
        .bind("now", Micros.of(now))
        .execute();
  }

  /** Takes over what the provider says of a person who signed in again. */
  public static void signedIn(
      Handle handle, Vault vault, RegistryId registry, ProviderPerson person, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE user_identity SET groups = :groups,
              refresh_token_sealed = :refresh, id_token_sealed = :idToken,
              access_expires_at = :expires, checked_at = :now, updated_at = :now,
              refused_reason = NULL, refused_at = NULL
            WHERE registry_id = :registry AND issuer = :issuer AND subject = :subject
            """)
        .bind("groups", StoredJson.write(person.knownGroups()))
        .bind("refresh", seal(vault, REFRESH_TOKEN, person.refreshToken()))
        .bind("idToken", seal(vault, ID_TOKEN, person.idToken()))
        .bind("expires", person.accessExpiresAt())
        .bind("now", Micros.of(now))
        .bind("registry", registry.value())
        .bind("issuer", person.issuer())
        .bind("subject", person.subject())
        .execute();
  }

  /**
   * Moves a person to the issuer that their provider is now, unless another provider is the old.
   */
  public static void move(
      Handle handle, Provider provider, String issuer, String newIssuer, String subject) {
    var bare = issuer.replaceAll("/$", "");
    handle
        .createUpdate(
            "UPDATE user_identity SET issuer = :newIssuer WHERE registry_id = :registry"
                + " AND issuer = :issuer AND subject = :subject AND NOT EXISTS (SELECT 1"
                + " FROM oidc_provider o   WHERE o.registry_id = user_identity.registry_id  "
                + " AND o.id <> :provider AND o.endpoint IN (:bare, :slashed))")
        .bind("newIssuer", newIssuer)
        .bind("registry", provider.registry().value())
        .bind("issuer", issuer)
        .bind("subject", subject)
        .bind("provider", provider.id())
        .bind("bare", bare)
        .bind("slashed", bare + "/")
        .execute();
  }

  /**
   * Gives a due tie another time at which it is due, unless somebody else did.
   *
   * @return the refresh token, sealed; empty when somebody else was faster
   */
  public static Optional<byte[]> claim(Handle handle, long id, Instant due, Instant next) {
    return handle
        .createQuery(
            "UPDATE user_identity SET access_expires_at = :next WHERE id = :id"
                + " AND access_expires_at = :due AND refused_at IS NULL"
                + " RETURNING refresh_token_sealed")
        .bind("next", Micros.of(next))
        .bind("id", id)
        .bind("due", Micros.of(due))
        .mapTo(byte[].class)
        .findOne();
  }

  /** Keeps what a provider said about a person now. */
  public static void confirm(
      Handle handle, Vault vault, long id, ProviderPerson person, Instant nextCheck, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE user_identity SET
              groups = coalesce(:groups, groups),
              refresh_token_sealed = coalesce(:refresh, refresh_token_sealed),
              id_token_sealed = coalesce(:idToken, id_token_sealed),
              access_expires_at = :expires, checked_at = :now, updated_at = :now,
              refused_reason = NULL, refused_at = NULL
            WHERE id = :id
            """)
        .bind("groups", person.groups() == null ? null : StoredJson.write(person.groups()))
        .bind("refresh", seal(vault, REFRESH_TOKEN, person.refreshToken()))
        .bind("idToken", seal(vault, ID_TOKEN, person.idToken()))
        .bind("expires", Micros.of(nextCheck))
        .bind("now", Micros.of(now))
        .bind("id", id)
        .execute();
  }

  /** Notes that the provider no longer vouches for the person, and forgets the refresh token. */
  public static void refuse(Handle handle, long id, String reason, Instant now) {
    handle
        .createUpdate(
            "UPDATE user_identity"
                + " SET refused_reason = :refusedReason, refused_at = :now, updated_at = :now,"
                + " refresh_token_sealed = NULL WHERE id = :id")
        .bind("refusedReason", reason)
        .bind("now", Micros.of(now))
        .bind("id", id)
        .execute();
  }

  /** Removes one tie of a user; false when there is none. */
  public static boolean delete(Handle handle, RegistryId registry, long userId, long id) {
    return handle
            .createUpdate(
                "DELETE FROM user_identity WHERE registry_id = :registry AND user_id = :user"
                    + " AND id = :id")
            .bind("registry", registry.value())
            .bind("user", userId)
            .bind("id", id)
            .execute()
        == 1;
  }

  /** Removes the ties of some users, at most a few hundred, who have another way in. */
  static void deleteLinked(Handle handle, List<Long> users) {
    handle
        .createUpdate(
            "DELETE FROM user_identity WHERE user_id IN"
                + " (SELECT id FROM registry_user WHERE id IN (<users>) AND origin <> 'PROVIDER')")
        .bindList("users", users)
        .execute();
  }

  private static byte @Nullable [] seal(Vault vault, String column, @Nullable String value) {
    return value == null ? null : vault.seal(column, value);
  }
}
