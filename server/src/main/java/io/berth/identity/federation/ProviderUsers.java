package io.berth.identity.federation;

import io.berth.fault.FaultException;
import io.berth.identity.provider.Provider;
import io.berth.identity.provider.ProviderPerson;
import io.berth.identity.user.CliSecrets;
import io.berth.identity.user.Revocation;
import io.berth.identity.user.SecretPolicy;
import io.berth.identity.user.User;
import io.berth.identity.user.UserIdentityRow;
import io.berth.identity.user.UserRow;
import io.berth.identity.user.Usernames;
import io.berth.identity.user.Users;
import io.berth.row.RegistryRows;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Users who sign in at a provider. Who they are is the pair of issuer and subject (OpenID Connect
 * Core section 5.7), never a name or an address.
 */
public final class ProviderUsers {
  private static final int SECRET_LENGTH = 32;

  private final Database database;
  private final Vault vault;
  private final SecureRandom random;
  private final Clock clock;

  public ProviderUsers(Database database, Vault vault, SecureRandom random, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.random = random;
    this.clock = clock;
  }

  /** The user a provider's person became here. */
  public Optional<User> find(RegistryId registry, String issuer, String subject) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT "
                        + UserRow.COLUMNS
                        + " FROM user_identity i JOIN registry_user u ON u.id = i.user_id"
                        + " WHERE i.registry_id = :registry AND i.issuer = :issuer"
                        + " AND i.subject = :subject")
                .bind("registry", registry.value())
                .bind("issuer", issuer)
                .bind("subject", subject)
                .map(UserRow::read)
                .findOne());
  }

  /**
   * Makes the user of a person who signed in for the first time, with a CLI secret. An address that
   * another user has is left out: nobody could choose another in the dialog.
   *
   * @throws FaultException Conflict USERNAME_TAKEN, IAM_ENABLED; Invalid BODY when the name breaks
   *     a rule
   */
  public User onboard(RegistryId registry, ProviderPerson person, String username) {
    Usernames.check(username);
    Users.refuseReserved(username);
    try {
      return database.write((Handle handle) -> insert(handle, registry, person, username, true));
    } catch (JdbiException e) {
      if (!Database.isDuplicate(e)) {
        throw e;
      }
      // Two tabs may finish at once: then the person is here already.
      var known = find(registry, person.issuer(), person.subject());
      if (known.isPresent()) {
        return known.get();
      }
      if (taken(registry, username)) {
        throw usernameTaken(username);
      }
      // Somebody took the address in this moment.
      return database.write((Handle handle) -> insert(handle, registry, person, username, false));
    }
  }

  /**
   * Takes over what the provider says about a user who signed in again. Name and address of a user
   * with a password of their own stay theirs.
   */
  public void signedIn(User user, ProviderPerson person) {
    try {
      database.run(handle -> refresh(handle, user, person, true));
    } catch (JdbiException e) {
      if (!Database.isDuplicate(e)) {
        throw e;
      }
      database.run(handle -> refresh(handle, user, person, false)); // the address was just taken
    }
  }

  private void refresh(Handle handle, User user, ProviderPerson person, boolean withEmail) {
    var now = clock.instant();
    if (user.origin() == User.Origin.PROVIDER) {
      UserRow.setProfile(
          handle,
          user,
          withEmail ? freeEmail(handle, user.registry(), person.email(), user.id()) : null,
          person.realName().isEmpty() ? user.realName() : person.realName(),
          null,
          now);
      insertSecret(handle, user, now);
    }
    UserIdentityRow.signedIn(handle, vault, user.registry(), person, now);
  }

  /**
   * The user of a person whose provider moved to another issuer, known under it from now on; empty
   * when no former issuer of the provider has such a subject, or another provider has that issuer.
   * Where both addresses are known they must be the same: a subject alone may be a number that
   * counts up at every provider.
   */
  public Optional<User> takeOver(RegistryId registry, Provider provider, ProviderPerson person) {
    for (var former : provider.settings().options().formerIssuers()) {
      var bare = former.replaceAll("/$", "");
      for (var issuer : List.of(bare, bare + "/")) {
        var known = find(registry, issuer, person.subject());
        if (known.isPresent() && sameAddress(known.get(), person)) {
          database.run(
              handle ->
                  UserIdentityRow.move(
                      handle, provider, issuer, person.issuer(), person.subject()));
          return find(registry, person.issuer(), person.subject());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean sameAddress(User user, ProviderPerson person) {
    return user.email() == null
        || person.email() == null
        || user.email().equalsIgnoreCase(person.email());
  }

  /**
   * Makes a person of a provider another way in for a user, who has proved to be both.
   *
   * @throws FaultException Conflict IDENTITY_TAKEN when the person is another user already
   */
  public void link(User user, ProviderPerson person) {
    var known = find(user.registry(), person.issuer(), person.subject());
    if (known.isPresent()) {
      if (known.get().id() != user.id()) {
        throw identityTaken(known.get());
      }
      return;
    }
    try {
      database.run(handle -> UserIdentityRow.insert(handle, vault, user, person, clock.instant()));
    } catch (JdbiException e) {
      if (Database.isDuplicate(e)) {
        throw identityTaken(user);
      }
      throw e;
    }
  }

  /**
   * Takes a way in from a user and ends the sessions that began through it, also the one that asks;
   * false when the user has no such tie.
   *
   * @throws FaultException Conflict when it is the last way in
   */
  public boolean unlink(RegistryId registry, long userId, long identityId) {
    return database.write(
        (Handle handle) -> {
          var others =
              handle
                  .createQuery(
                      """
                      SELECT (SELECT count(*) FROM user_identity
                              WHERE user_id = :user AND registry_id = :registry AND id <> :id)
                           + (SELECT count(*) FROM registry_user
                              WHERE id = :user AND registry_id = :registry AND origin <> 'PROVIDER')
                      """)
                  .bind("user", userId)
                  .bind("registry", registry.value())
                  .bind("id", identityId)
                  .mapTo(Integer.class)
                  .one();
          if (others == 0) {
            throw FaultException.conflict(
                "CONFLICT", "this is the only way in of this user; add another one first");
          }
          var gone = UserIdentityRow.delete(handle, registry, userId, identityId);
          if (gone) {
            Revocation.unlinked(handle, userId);
          }
          return gone;
        });
  }

  /** A name that is free, close to the one wanted; the wanted one when that is free. */
  public String freeName(RegistryId registry, String wanted) {
    if (wanted.isEmpty()) {
      return "";
    }
    for (int i = 1; i < 50; i++) {
      var name = i == 1 ? wanted : wanted + "_" + i;
      if (!Users.isReserved(name) && !taken(registry, name)) {
        return name;
      }
    }
    return "";
  }

  /** Whether a user of the registry has exactly this name. */
  public boolean taken(RegistryId registry, String username) {
    return database.read(
            (Handle handle) ->
                handle
                    .createQuery(
                        "SELECT count(*) FROM registry_user WHERE registry_id = :registry"
                            + " AND username = :username")
                    .bind("registry", registry.value())
                    .bind("username", username)
                    .mapTo(Integer.class)
                    .one())
        > 0;
  }

  private User insert(
      Handle handle,
      RegistryId registry,
      ProviderPerson person,
      String username,
      boolean withEmail) {
    RegistryRows.refuseWithAccounts(handle, registry);
    var now = clock.instant();
    var user =
        UserRow.insertOfProvider(
            handle,
            registry,
            username,
            withEmail ? freeEmail(handle, registry, person.email(), -1) : null,
            person.realName().isEmpty() ? username : person.realName(),
            now);
    UserIdentityRow.insert(handle, vault, user, person, now);
    insertSecret(handle, user, now);
    return user;
  }

  /** A CLI secret for who has none: at first, and when the provider came back. */
  private void insertSecret(Handle handle, User user, Instant now) {
    var sealed = vault.seal(CliSecrets.COLUMN, SecretPolicy.random(random, SECRET_LENGTH));
    CliSecrets.insertIfNone(handle, user.id(), sealed, now);
  }

  private static @Nullable String freeEmail(
      Handle handle, RegistryId registry, @Nullable String email, long self) {
    if (email == null || email.isBlank() || email.length() > 255) {
      return null;
    }
    var others =
        handle
            .createQuery(
                "SELECT count(*) FROM registry_user WHERE registry_id = :registry"
                    + " AND email = :email AND id <> :self")
            .bind("registry", registry.value())
            .bind("email", email)
            .bind("self", self)
            .mapTo(Integer.class)
            .one();
    return others == 0 ? email : null;
  }

  private static FaultException identityTaken(User user) {
    return FaultException.conflict(
        "IDENTITY_TAKEN",
        "this person of the provider is the user \""
            + user.username()
            + "\" of this registry already");
  }

  private static FaultException usernameTaken(String username) {
    return FaultException.conflict(
        "USERNAME_TAKEN",
        "the username \""
            + username
            + "\" belongs to another user of this registry; choose another");
  }
}
