package io.berth.control.call;

import io.berth.audit.AuditLog;
import io.berth.audit.AuditPolicy;
import io.berth.control.account.Account;
import io.berth.control.project.CloudProject;
import io.berth.control.schema.Rfc3339;
import io.berth.http.message.Method;
import io.berth.http.message.Request;
import io.berth.outbox.Outbox;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what through the control API, and who signed in: table audit_event. A line is written
 * durably before the answer leaves, also for a change that was refused; calls by nobody known leave
 * none, so that strangers cannot fill the trail.
 */
public final class AuditTrail {
  private static final String SIGN_IN = "signIn";
  private static final int LONGEST_TEXT = 500;

  private final Database database;
  private final AuditPolicy policy;
  private final Outbox outbox;
  private final Clock clock;

  /**
   * @param policy says who else is told of a line, which is written with it
   */
  public AuditTrail(Database database, AuditPolicy policy, Outbox outbox, Clock clock) {
    this.database = database;
    this.policy = policy;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Writes the line of a call that was answered, if it leaves one. */
  public void note(Request request, ControlCall call, int status) {
    if (request.method() == Method.GET || request.method() == Method.HEAD) {
      return;
    }
    var caller = call.caller();
    if (caller.isPresent()) {
      var action = call.action().isEmpty() ? request.rawPath().substring(1) : call.action();
      write(request, call, status, caller.get().account(), caller.get().through(), action);
    } else {
      call.signingIn()
          .ifPresent(one -> write(request, call, status, one.account(), one.through(), SIGN_IN));
    }
  }

  private void write(
      Request request,
      ControlCall call,
      int status,
      Account account,
      String through,
      String action) {
    var header = request.header("User-Agent");
    var agent = header == null ? "" : cut(header);
    var now = clock.instant();
    var told =
        policy
            .of(RegistryId.NONE)
            .messages(told(request, status, account, through, action, agent), now);
    database.run(
        handle -> {
          outbox.add(handle, told);
          handle
              .createUpdate(
                  """
                  INSERT INTO audit_event
                    (at, account_id, account, through, action, method, path, status,
                     cloud_project_id, registry_id, address, agent, query_id)
                  VALUES (:at, :accountId, :account, :through, :action, :method, :path, :status,
                     :project, :registry, :address, :agent, :query)
                  """)
              .bind("at", Micros.of(now))
              .bind("accountId", account.id())
              .bind("account", account.name())
              .bind("through", through)
              .bind("action", action)
              .bind("method", request.method().name())
              .bind("path", cut(request.rawPath()))
              .bind("status", status)
              .bind("project", call.project().map(CloudProject::id).orElse(null))
              .bind("registry", call.registry().map(its -> its.id().value()).orElse(null))
              .bind("address", request.remoteAddress().getHostAddress())
              .bind("agent", agent)
              .bind("query", request.id())
              .execute();
        });
  }

  /** The line in the words of registries' audit logs. */
  private static AuditLog.Event told(
      Request request, int status, Account account, String through, String action, String agent) {
    var operation =
        action.equals(SIGN_IN)
            ? "login"
            : switch (request.method()) {
              case POST -> "create";
              case DELETE -> "delete";
              default -> "update";
            };
    return new AuditLog.Event(
        RegistryId.NONE,
        null,
        account.name(),
        cut(request.rawPath()),
        "account_api",
        operation,
        "%s %s through %s: %d, query %s"
            .formatted(request.method(), action, through, status, request.id()),
        status < 400,
        new AuditLog.Origin(request.remoteAddress().getHostAddress(), agent));
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
  }

  /** Whose lines: those of a project, of a registry, or of an account itself. */
  public sealed interface Scope {
    /** All of a project's. */
    record OfProject(String id) implements Scope {}

    /** A registry's only. */
    record OfRegistry(String id) implements Scope {}

    /** What one account did, anywhere. */
    record OfAccount(long id) implements Scope {}
  }

  /**
   * Which lines of a scope.
   *
   * @param account a name
   * @param after ids above this, 0 for all
   * @param before ids below this, {@link Long#MAX_VALUE} for all
   */
  public record Filter(
      Optional<String> account,
      Optional<String> method,
      Optional<Instant> from,
      Optional<Instant> to,
      long after,
      long before) {
    public Filter after(long id) {
      return new Filter(account, method, from, to, id, before);
    }
  }

  /** At most {@code limit} lines. */
  public List<AuditEvent> list(Scope scope, Filter filter, int limit, boolean newestFirst) {
    var conditions = new ArrayList<String>();
    var values = new LinkedHashMap<String, Object>();
    switch (scope) {
      case Scope.OfProject(var id) -> add("cloud_project_id =", id, conditions, values);
      case Scope.OfRegistry(var id) -> add("registry_id =", id, conditions, values);
      case Scope.OfAccount(var id) -> add("account_id =", id, conditions, values);
    }
    add("id >", filter.after(), conditions, values);
    add("id <", filter.before(), conditions, values);
    filter.account().ifPresent(name -> add("account =", name, conditions, values));
    filter.method().ifPresent(method -> add("method =", method, conditions, values));
    filter.from().ifPresent(time -> add("at >=", Micros.of(time), conditions, values));
    filter.to().ifPresent(time -> add("at <", Micros.of(time), conditions, values));
    var sql =
        "SELECT * FROM audit_event WHERE "
            + String.join(" AND ", conditions)
            + (newestFirst ? " ORDER BY id DESC" : " ORDER BY id")
            + " LIMIT :limit";
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(sql)
                .bindMap(values)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list());
  }

  private static void add(
      String condition, Object value, List<String> conditions, Map<String, Object> values) {
    var name = "v" + values.size();
    conditions.add(condition + " :" + name);
    values.put(name, value);
  }

  /** The id of the newest line, 0 when there is none. */
  public long newest() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT coalesce(max(id), 0) FROM audit_event")
                .mapTo(Long.class)
                .one());
  }

  /** Forgets lines older than the retention; how many. */
  public int sweep(Duration retention) {
    return database.write(
        (Handle handle) ->
            handle
                .createUpdate("DELETE FROM audit_event WHERE at < :before")
                .bind("before", Micros.of(clock.instant().minus(retention)))
                .execute());
  }

  private static AuditEvent read(ResultSet row) throws SQLException {
    return new AuditEvent(
        row.getLong("id"),
        Rfc3339.text(Micros.instant(row.getLong("at"))),
        row.getString("account"),
        row.getString("through"),
        row.getString("action"),
        row.getString("method"),
        row.getString("path"),
        row.getInt("status"),
        optional(row, "cloud_project_id"),
        optional(row, "registry_id"),
        row.getString("address"),
        row.getString("agent"),
        row.getString("query_id"));
  }

  private static @Nullable String optional(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }
}
