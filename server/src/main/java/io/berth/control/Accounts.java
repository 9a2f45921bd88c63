package io.berth.control;

import io.berth.identity.Passwords;
import io.berth.identity.SecretPolicy;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The accounts of the control plane: table account. */
public final class Accounts {
  private final Database database;
  private final Passwords passwords;
  private final Clock clock;

  public Accounts(Database database, Passwords passwords, Clock clock) {
    this.database = database;
    this.passwords = passwords;
    this.clock = clock;
  }

  /** Makes an account; its name must be new. */
  public Account create(String name, String email, String password) {
    SecretPolicy.check("password", password);
    var hash = passwords.hash(password);
    return database.write(
        (Handle handle) ->
            handle
                .createQuery(
                    "INSERT INTO account (name, email, password_hash, created_at)"
                        + " VALUES (?, ?, ?, ?) RETURNING id, name, email")
                .bind(0, name)
                .bind(1, email)
                .bind(2, hash)
                .bind(3, Micros.of(clock.instant()))
                .map((row, _) -> read(row))
                .one());
  }

  public Optional<Account> find(long id) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT id, name, email FROM account WHERE id = ?")
                .bind(0, id)
                .map((row, _) -> read(row))
                .findOne());
  }

  public Optional<Account> findByName(String name) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT id, name, email FROM account WHERE name = ?")
                .bind(0, name)
                .map((row, _) -> read(row))
                .findOne());
  }

  /** True when there is no account yet: a first start. */
  public boolean isEmpty() {
    return database.read(
            (Handle handle) ->
                handle.createQuery("SELECT count(*) FROM account").mapTo(Long.class).one())
        == 0;
  }

  /** Gives the account another password; false when there is none of that name. */
  public boolean setPassword(String name, String password) {
    SecretPolicy.check("password", password);
    var hash = passwords.hash(password);
    return database.write(
            (Handle handle) ->
                handle.execute("UPDATE account SET password_hash = ? WHERE name = ?", hash, name))
        == 1;
  }

  /** The account of that name, when the password is its own. */
  public Optional<Account> verify(String name, String password) {
    var hash =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery("SELECT password_hash FROM account WHERE name = ?")
                    .bind(0, name)
                    .mapTo(String.class)
                    .findOne());
    return passwords.verify(password, hash.orElse(null)) ? findByName(name) : Optional.empty();
  }

  private static Account read(ResultSet row) throws SQLException {
    return new Account(row.getLong("id"), row.getString("name"), row.getString("email"));
  }
}
