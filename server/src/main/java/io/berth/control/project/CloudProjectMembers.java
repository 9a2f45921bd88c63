package io.berth.control.project;

import io.berth.control.account.Account;
import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Who belongs to a cloud project, and as what: table cloud_project_member. */
public final class CloudProjectMembers {
  private final Database database;
  private final Clock clock;

  public CloudProjectMembers(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public record Member(String account, String email, CloudProjectRole role, Instant createdAt) {}

  /** The members by name. */
  public List<Member> list(CloudProject project) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    SELECT account.name, account.email, m.role, m.created_at
                    FROM cloud_project_member m JOIN account ON account.id = m.account_id
                    WHERE m.cloud_project_id = :cloudProject ORDER BY account.name
                    """)
                .bind("cloudProject", project.id())
                .map(
                    (row, _) ->
                        new Member(
                            row.getString("name"),
                            row.getString("email"),
                            CloudProjectRole.of(row.getString("role")).orElseThrow(),
                            Micros.instant(row.getLong("created_at"))))
                .list());
  }

  /**
   * Makes an account a member, or gives a member another role.
   *
   * @throws FaultException Conflict when the project would lose its last owner
   */
  public void put(CloudProject project, Account account, CloudProjectRole role) {
    database.run(
        handle -> {
          CloudProjects.lock(handle, project);
          put(handle, project, account, role, clock.instant());
          requireOwner(handle, project);
        });
  }

  static void put(
      Handle handle, CloudProject project, Account account, CloudProjectRole role, Instant since) {
    handle
        .createUpdate(
            """
            INSERT INTO cloud_project_member (cloud_project_id, account_id, role, created_at)
            VALUES (:cloudProject, :account, :role, :created)
            ON CONFLICT (cloud_project_id, account_id) DO UPDATE SET role = excluded.role
            """)
        .bind("cloudProject", project.id())
        .bind("account", account.id())
        .bind("role", role.word())
        .bind("created", Micros.of(since))
        .execute();
  }

  /**
   * Ends a membership; false when there was none.
   *
   * @throws FaultException Conflict when the project would lose its last owner
   */
  public boolean remove(CloudProject project, Account account) {
    return database.write(
        (Handle handle) -> {
          // Two owners who remove each other come one after the other.
          CloudProjects.lock(handle, project);
          int removed =
              handle
                  .createUpdate(
                      "DELETE FROM cloud_project_member WHERE cloud_project_id = :cloudProject"
                          + " AND account_id = :account")
                  .bind("cloudProject", project.id())
                  .bind("account", account.id())
                  .execute();
          requireOwner(handle, project);
          return removed == 1;
        });
  }

  private static void requireOwner(Handle handle, CloudProject project) {
    var owners =
        handle
            .createQuery(
                "SELECT count(*) FROM cloud_project_member WHERE cloud_project_id = :cloudProject"
                    + " AND role = 'owner'")
            .bind("cloudProject", project.id())
            .mapTo(Integer.class)
            .one();
    if (owners == 0) {
      throw FaultException.conflict("LAST_OWNER", "a project keeps at least one owner");
    }
  }
}
