package io.berth.control.account;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.user.Passwords;
import io.berth.identity.user.Revocation;
import io.berth.identity.user.SecretPolicy;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The accounts of the control plane: table account. */
public final class Accounts {
  /** Of a membership: that no other account owns the project. */
  private static final String SOLE_OWNER =
      """
      mine.role = 'owner' AND NOT EXISTS (
        SELECT 1 FROM cloud_project_member other
        WHERE other.cloud_project_id = mine.cloud_project_id AND other.role = 'owner'
          AND other.account_id <> mine.account_id) AND
      """;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{3,64}");

  private final Database database;
  private final Passwords passwords;
  private final Clock clock;
  private final QueryCache<Long, Optional<Account>> byId;

  public Accounts(Database database, Passwords passwords, Clock clock) {
    this.database = database;
    this.passwords = passwords;
    this.clock = clock;
    this.byId = new QueryCache<>(database, 5_000);
  }

  /**
   * Makes an account; the very first one is an administrator.
   *
   * @param name 3 to 64 letters, digits and {@code . _ @ -}
   * @param email made up from the name when null, below a name that no mail reaches (RFC 2606)
   * @throws FaultException Invalid BODY for a bad name or password, Conflict for one that is taken
   */
  public Account create(String name, @Nullable String email, String password) {
    if (!NAME.matcher(name).matches()) {
      throw FaultException.invalid(
          Fault.Part.BODY, "the login must have 3 to 64 letters, digits or . _ @ -");
    }
    SecretPolicy.checkAccount(password);
    var hash = passwords.hash(password);
    try {
      return database.write(
          (Handle handle) ->
              handle
                  .createQuery(
                      """
                      INSERT INTO account (name, email, password_hash, administrator, created_at)
                      VALUES (:name, :email, :passwordHash,
                        (SELECT CASE WHEN count(*) = 0 THEN 1 ELSE 0 END FROM account), :now)
                      RETURNING *
                      """)
                  .bind("name", name)
                  .bind("email", email == null ? name + "@account.invalid" : email)
                  .bind("passwordHash", hash)
                  .bind("now", Micros.of(clock.instant()))
                  .map((row, _) -> read(row))
                  .one());
    } catch (JdbiException e) {
      if (Database.isDuplicate(e)) {
        throw FaultException.conflict("ACCOUNT_EXISTS", "there is an account " + name + " already");
      }
      throw e;
    }
  }

  /** All accounts by name. */
  public List<Account> list() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT * FROM account ORDER BY name")
                .map((row, _) -> read(row))
                .list());
  }

  /** Takes an account's ways in away, or gives them back; its sessions end with them. */
  public void setEnabled(Account account, boolean enabled) {
    database.run(
        handle -> {
          handle
              .createUpdate("UPDATE account SET disabled_at = :disabled WHERE id = :id")
              .bind("disabled", enabled ? null : Micros.of(clock.instant()))
              .bind("id", account.id())
              .execute();
          if (!enabled) {
            AccountSessions.endAll(handle, account, 0);
          }
        });
  }

  /** Changes what describes an account, and whether it is an administrator. */
  public void change(Account account, String email, String description, boolean administrator) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE account SET email = :email, description = :description,
                      administrator = :administrator, updated_at = :now WHERE id = :id
                    """)
                .bind("email", email)
                .bind("description", description)
                .bind("administrator", administrator ? 1 : 0)
                .bind("now", Micros.of(clock.instant()))
                .bind("id", account.id())
                .execute());
  }

  /**
   * Removes an account with its browsers, applications and all their consumer keys, OAuth2 clients
   * and memberships, and ends what it has in registries.
   *
   * @throws FaultException Conflict while it made a cloud project, or owns one alone
   */
  public void delete(Account account) {
    database.run(
        handle -> {
          if (count(handle, "cloud_project", "", account) > 0
              || count(handle, "cloud_project_member AS mine", SOLE_OWNER, account) > 0) {
            throw FaultException.conflict(
                "OWNS_PROJECT",
                "the account made a cloud project or is its only owner, and its registries would be"
                    + " nobody's; disable the account instead");
          }
          Revocation.ofAccount(handle, account.name(), true);
          handle
              .createUpdate("DELETE FROM account WHERE id = :id")
              .bind("id", account.id())
              .execute();
        });
  }

  public Optional<Account> find(long id) {
    return byId.get(id, this::read);
  }

  private Optional<Account> read(long id) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT * FROM account WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne());
  }

  public Optional<Account> findByName(String name) {
    return database.read((Handle handle) -> find(handle, name));
  }

  private static Optional<Account> find(Handle handle, String name) {
    return handle
        .createQuery("SELECT * FROM account WHERE name = :name")
        .bind("name", name)
        .map((row, _) -> read(row))
        .findOne();
  }

  /** True when there is no account yet: a first start. */
  public boolean isEmpty() {
    return database.read(
            (Handle handle) ->
                handle.createQuery("SELECT count(*) FROM account").mapTo(Long.class).one())
        == 0;
  }

  /**
   * A password that its owner changed: the account's other browsers end, at the registries too.
   *
   * @param kept the id of the session that goes on, 0 for none
   */
  public void changePassword(Account account, String password, long kept) {
    SecretPolicy.checkAccount(password);
    var hash = passwords.hash(password);
    database.run(
        handle -> {
          setHash(handle, account.id(), hash);
          AccountSessions.endAll(handle, account, kept);
          Revocation.ofAccount(handle, account.name(), false);
        });
  }

  /**
   * What a recovered account still works through.
   *
   * @param consumerKeys how many validated ones it has
   * @param clients how many OAuth2 clients, service accounts among them
   */
  public record Left(long consumerKeys, long clients) {}

  /**
   * For somebody who lost password or second factor: both go. What people were let in with ends as
   * well: browsers, programs that the account let act for it, and at the registries sessions, CLI
   * secrets and access tokens. Consumer keys and OAuth2 clients have secrets of their own, as at
   * OVHcloud, and stay.
   *
   * @return what stays; empty when there is no account of that name
   */
  public Optional<Left> recover(String name, String password) {
    SecretPolicy.checkAccount(password);
    var hash = passwords.hash(password);
    return database.write(
        (Handle handle) ->
            find(handle, name)
                .map(
                    account -> {
                      setHash(handle, account.id(), hash);
                      SecondFactors.remove(handle, account);
                      AccountSessions.endAll(handle, account, 0);
                      OauthCodes.endAll(handle, account);
                      Revocation.ofAccount(handle, name, true);
                      return new Left(
                          count(handle, "credential", "status = 'validated' AND", account),
                          count(handle, "oauth_client", "", account));
                    }));
  }

  private static long count(Handle handle, String table, String condition, Account account) {
    return handle
        .createQuery(
            "SELECT count(*)" + " FROM " + table + " WHERE " + condition + " account_id = :account")
        .bind("account", account.id())
        .mapTo(Long.class)
        .one();
  }

  private void setHash(Handle handle, long id, String hash) {
    handle
        .createUpdate(
            "UPDATE account SET password_hash = :passwordHash, password_changed_at = :now"
                + " WHERE id = :id")
        .bind("passwordHash", hash)
        .bind("now", Micros.of(clock.instant()))
        .bind("id", id)
        .execute();
  }

  /** The account of that name, when the password is its own and it is not disabled. */
  public Optional<Account> verify(String name, String password) {
    var hash =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery("SELECT password_hash FROM account WHERE name = :name")
                    .bind("name", name)
                    .mapTo(String.class)
                    .findOne());
    return passwords.verify(password, hash.orElse(null))
        ? findByName(name).filter(Account::enabled)
        : Optional.empty();
  }

  private static Account read(ResultSet row) throws SQLException {
    return new Account(
        row.getLong("id"),
        row.getString("name"),
        row.getString("email"),
        row.getString("description"),
        row.getInt("administrator") == 1,
        row.getLong("disabled_at") == 0,
        Micros.instant(row.getLong("created_at")),
        time(row.getLong("updated_at")),
        time(row.getLong("password_changed_at")));
  }

  private static @Nullable Instant time(long micros) {
    return micros == 0 ? null : Micros.instant(micros);
  }
}
