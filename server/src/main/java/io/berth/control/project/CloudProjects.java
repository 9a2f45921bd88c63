package io.berth.control.project;

import io.berth.control.account.Account;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.secret.Tokens;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The cloud projects of the accounts: table cloud_project. */
public final class CloudProjects {
  private static final int LONGEST_ID = 64;

  private final Database database;
  private final Tokens tokens;
  private final Clock clock;
  private final QueryCache<Asked, Optional<CloudProject>> ofMembers;

  private record Asked(long account, String project) {}

  public CloudProjects(Database database, SecureRandom random, Clock clock) {
    this.database = database;
    this.tokens = new Tokens(random);
    this.clock = clock;
    this.ofMembers = new QueryCache<>(database, 5_000);
  }

  public CloudProject create(Account account, String description) {
    return database.write(
        (Handle handle) -> {
          var project =
              handle
                  .createQuery(
                      """
                      INSERT INTO cloud_project (id, account_id, description, status, created_at)
                      VALUES (:id, :account, :description, 'ok', :now)
                      RETURNING id, description, status, created_at, 'owner' AS role
                      """)
                  .bind("id", tokens.hex(32))
                  .bind("account", account.id())
                  .bind("description", description)
                  .bind("now", Micros.of(clock.instant()))
                  .map((row, _) -> read(row))
                  .one();
          CloudProjectMembers.put(
              handle, project, account, CloudProjectRole.OWNER, project.createdAt());
          return project;
        });
  }

  /** Makes others who lock the row wait until the caller's transaction is over. */
  static void lock(Handle handle, CloudProject project) {
    handle
        .createUpdate("UPDATE cloud_project SET status = status WHERE id = :id")
        .bind("id", project.id())
        .execute();
  }

  /** Gives a project another description. */
  public void describe(CloudProject project, String description) {
    database.run(
        handle ->
            handle
                .createUpdate("UPDATE cloud_project SET description = :description WHERE id = :id")
                .bind("description", description)
                .bind("id", project.id())
                .execute());
  }

  /** The ids of the projects that an account is a member of. */
  public List<String> list(Account account) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT cloud_project_id FROM cloud_project_member WHERE account_id = :account"
                        + " ORDER BY cloud_project_id")
                .bind("account", account.id())
                .mapTo(String.class)
                .list());
  }

  /**
   * A project that this account is a member of.
   *
   * @throws FaultException NotFound CLOUD_PROJECT, also when it is somebody else's
   */
  public CloudProject require(Account account, String id) {
    var found =
        id.length() > LONGEST_ID
            ? Optional.<CloudProject>empty()
            : ofMembers.get(new Asked(account.id(), id), this::read);
    return found.orElseThrow(
        () -> FaultException.notFound(Fault.Thing.CLOUD_PROJECT, "This service does not exist"));
  }

  private Optional<CloudProject> read(Asked asked) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    SELECT p.id, p.description, p.status, p.created_at, m.role
                    FROM cloud_project p
                    JOIN cloud_project_member m ON m.cloud_project_id = p.id
                    WHERE p.id = :id AND m.account_id = :account
                    """)
                .bind("id", asked.project())
                .bind("account", asked.account())
                .map((row, _) -> read(row))
                .findOne());
  }

  /**
   * Whether an account signs in to the project's registries as administrator, which owners and
   * operators do; empty when it is no member of the project.
   */
  public Optional<Boolean> administrator(String projectId, Account account) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT role FROM cloud_project_member WHERE cloud_project_id = :cloudProject"
                        + " AND account_id = :account")
                .bind("cloudProject", projectId)
                .bind("account", account.id())
                .map((row, _) -> !row.getString("role").equals(CloudProjectRole.VIEWER.word()))
                .findOne());
  }

  private static CloudProject read(ResultSet row) throws SQLException {
    return new CloudProject(
        row.getString("id"),
        row.getString("description"),
        row.getString("status"),
        Micros.instant(row.getLong("created_at")),
        CloudProjectRole.of(row.getString("role")).orElseThrow());
  }
}
