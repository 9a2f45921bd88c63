package io.berth.control;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The cloud projects of the accounts: table cloud_project. */
public final class CloudProjects {
  private final Database database;
  private final Tokens tokens;
  private final Clock clock;

  public CloudProjects(Database database, SecureRandom random, Clock clock) {
    this.database = database;
    this.tokens = new Tokens(random);
    this.clock = clock;
  }

  public CloudProject create(Account account, String description) {
    return database.write(
        (Handle handle) ->
            handle
                .createQuery(
                    "INSERT INTO cloud_project (id, account_id, description, status, created_at)"
                        + " VALUES (?, ?, ?, 'ok', ?)"
                        + " RETURNING id, description, status, created_at")
                .bind(0, tokens.hex(32))
                .bind(1, account.id())
                .bind(2, description)
                .bind(3, Micros.of(clock.instant()))
                .map((row, _) -> read(row))
                .one());
  }

  /** The ids of an account's projects. */
  public List<String> list(Account account) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT id FROM cloud_project WHERE account_id = ? ORDER BY id")
                .bind(0, account.id())
                .mapTo(String.class)
                .list());
  }

  /**
   * A project of this account.
   *
   * @throws FaultException NotFound CLOUD_PROJECT, also when it is somebody else's
   */
  public CloudProject require(Account account, String id) {
    return database
        .read(
            (Handle handle) ->
                handle
                    .createQuery(
                        "SELECT id, description, status, created_at FROM cloud_project"
                            + " WHERE id = ? AND account_id = ?")
                    .bind(0, id)
                    .bind(1, account.id())
                    .map((row, _) -> read(row))
                    .findOne())
        .orElseThrow(
            () ->
                FaultException.notFound(Fault.Thing.CLOUD_PROJECT, "This service does not exist"));
  }

  /**
   * Whether an account signs in to the project's registries as administrator; empty when it has no
   * part in the project.
   */
  Optional<Boolean> administrator(String projectId, Account account) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT 1 FROM cloud_project WHERE id = ? AND account_id = ?")
                .bind(0, projectId)
                .bind(1, account.id())
                .map((_, _) -> true)
                .findOne());
  }

  private static CloudProject read(ResultSet row) throws SQLException {
    return new CloudProject(
        row.getString("id"),
        row.getString("description"),
        row.getString("status"),
        Micros.instant(row.getLong("created_at")));
  }
}
