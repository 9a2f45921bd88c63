package io.berth.control.application;

import static io.berth.control.schema.Doc.Format.DATETIME;
import static io.berth.control.schema.Doc.Format.IP_BLOCK;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.control.account.Account;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Constraint;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Rfc3339;
import io.berth.control.schema.Settable;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The applications and consumer keys of an account as its owner reads and revokes them; what makes
 * and checks them is {@link Applications}.
 */
public final class AccountKeys {
  private final Database database;

  public AccountKeys(Database database) {
    this.database = database;
  }

  /** An application without its secret, under the names of the API. */
  @AnswerModel(name = "api.Application", doc = "A program that calls the API")
  public record ApplicationView(
      @Doc("Application ID") long applicationId,
      @Doc("Application key") String applicationKey,
      @Doc("Name") String name,
      @Doc("Description") String description,
      @Doc(value = "State", words = ApplicationStatusEnum.class) String status) {}

  @EnumModel(name = "api.ApplicationStatusEnum", doc = "States of an application")
  enum ApplicationStatusEnum {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("blocked")
    BLOCKED,
    @JsonProperty("inactive")
    INACTIVE,
    @JsonProperty("trusted")
    TRUSTED
  }

  /**
   * A consumer key without the key, under the names of the API; as a body, where it may be used
   * from.
   */
  @AnswerModel(name = "api.Credential", doc = "A consumer key")
  public record CredentialView(
      @Doc("Credential ID") long credentialId,
      @Doc("Application it was given to") long applicationId,
      @Doc(value = "Where it may be used from, null for everywhere", format = IP_BLOCK)
          @Settable
          @Constraint(
              message = AllowedIps.TOO_MANY,
              item = AllowedIps.WRONG,
              most = AllowedIps.MOST)
          @Nullable List<String> allowedIPs,
      @Doc("What it may call") List<AccessRule> rules,
      @Doc(value = "State", words = CredentialStateEnum.class) String status,
      @Doc(value = "When it was made", format = DATETIME) String creation,
      @Doc(value = "When it ends, null for never", format = DATETIME) @Nullable String expiration,
      @Doc(value = "When it was last used", format = DATETIME) @Nullable String lastUse,
      @Doc("Whether support made it") boolean ovhSupport) {}

  @EnumModel(name = "auth.CredentialStateEnum", doc = "States of a consumer key")
  enum CredentialStateEnum {
    @JsonProperty("expired")
    EXPIRED,
    @JsonProperty("pendingValidation")
    PENDING_VALIDATION,
    @JsonProperty("refused")
    REFUSED,
    @JsonProperty("validated")
    VALIDATED
  }

  /** The ids of the applications that the account made, or that hold a key of it. */
  public List<Long> applications(Account account) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT id FROM application WHERE account_id = :account UNION"
                        + " SELECT application_id FROM credential WHERE account_id = :account"
                        + " ORDER BY 1")
                .bind("account", account.id())
                .mapTo(Long.class)
                .list());
  }

  /**
   * @throws FaultException NotFound when the account has no such application
   */
  public ApplicationView application(Account account, long id) {
    return database
        .read(
            (Handle handle) ->
                handle
                    .createQuery(
                        """
                        SELECT id, application_key, name, description, status FROM application a
                        WHERE id = :id AND (account_id = :account OR EXISTS (
                          SELECT 1 FROM credential c
                          WHERE c.application_id = a.id AND c.account_id = :account))
                        """)
                    .bind("id", id)
                    .bind("account", account.id())
                    .map(
                        (row, _) ->
                            new ApplicationView(
                                row.getLong("id"),
                                row.getString("application_key"),
                                row.getString("name"),
                                row.getString("description"),
                                row.getString("status")))
                    .findOne())
        .orElseThrow(() -> absent("application"));
  }

  /**
   * Removes an application that the account made, with all its keys.
   *
   * @throws FaultException NotFound
   */
  public void deleteApplication(Account account, long id) {
    var deleted =
        database.write(
            (Handle handle) -> {
              CredentialRow.deleteOf(handle, account, id);
              return Applications.delete(handle, account, id);
            });
    if (!deleted) {
      throw absent("application");
    }
  }

  /**
   * The ids of the account's consumer keys.
   *
   * @param application only of this application; null for all
   * @param status only in this state; null for all
   */
  public List<Long> credentials(
      Account account, @Nullable Long application, @Nullable String status) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    SELECT id FROM credential WHERE account_id = :account
                      AND application_id = coalesce(:application, application_id)
                      AND status = coalesce(:status, status)
                    ORDER BY id
                    """)
                .bind("account", account.id())
                .bind("application", application)
                .bind("status", status)
                .mapTo(Long.class)
                .list());
  }

  /**
   * @throws FaultException NotFound when the account has no such consumer key
   */
  public CredentialView credential(Account account, long id) {
    return database
        .read(
            (Handle handle) ->
                handle
                    .createQuery(
                        """
                        SELECT id, application_id, allowed_ips, rules, status, created_at,
                          expires_at, last_used_at
                        FROM credential WHERE id = :id AND account_id = :account
                        """)
                    .bind("id", id)
                    .bind("account", account.id())
                    .map((row, _) -> credential(row))
                    .findOne())
        .orElseThrow(() -> absent("credential"));
  }

  /**
   * Sets where a consumer key may be used from.
   *
   * @param allowedIps CIDR blocks; none for everywhere
   * @throws FaultException NotFound
   */
  public void restrict(Account account, long id, List<String> allowedIps) {
    credential(account, id);
    database.run(handle -> CredentialRow.restrict(handle, account, id, allowedIps));
  }

  /**
   * Removes a consumer key; calls with it are refused from now on.
   *
   * @throws FaultException NotFound
   */
  public void deleteCredential(Account account, long id) {
    var deleted = database.write((Handle handle) -> CredentialRow.delete(handle, account, id));
    if (!deleted) {
      throw absent("credential");
    }
  }

  private static CredentialView credential(ResultSet row) throws SQLException {
    return new CredentialView(
        row.getLong("id"),
        row.getLong("application_id"),
        blocks(row.getString("allowed_ips")),
        AccessRule.read(row.getString("rules")),
        row.getString("status"),
        Rfc3339.text(Micros.instant(row.getLong("created_at"))),
        Rfc3339.textOrNull(instant(row, "expires_at")),
        Rfc3339.textOrNull(instant(row, "last_used_at")),
        false);
  }

  private static @Nullable List<String> blocks(@Nullable String column) {
    return column == null ? null : List.of(column.split(","));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var micros = row.getLong(column);
    return row.wasNull() ? null : Micros.instant(micros);
  }

  private static FaultException absent(String what) {
    return FaultException.notFound(Fault.Thing.OTHER, "This " + what + " does not exist");
  }
}
