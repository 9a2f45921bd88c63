package io.berth.identity.session;

import io.berth.memory.StoredJson;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who tried to sign in and how that ended: table sign_in_event, kept for ninety days. */
public final class SignIns {
  private static final Duration KEPT = Duration.ofDays(90);
  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_CLAIMS = 8_000;

  /** Claims that show what an administrator needs to see; of others only the shape is kept. */
  private static final Set<String> SHOWN =
      Set.of(
          "iss",
          "aud",
          "azp",
          "exp",
          "iat",
          "nbf",
          "auth_time",
          "acr",
          "amr",
          "typ",
          "scope",
          "email_verified",
          "_claim_names");

  private final Database database;
  private final Clock clock;

  public SignIns(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Keeps an event; its id and time are set here. Texts are cut to 500 characters. */
  public void record(RegistryId registry, SignInEvent event) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO sign_in_event
                      (registry_id, at, way, outcome, reason, provider, issuer, subject, username,
                       user_id, groups, administrator, claims, address, agent)
                    VALUES (:registry, :at, :way, :outcome, :reason, :provider, :issuer, :subject,
                       :username, :user, :groups, :administrator, :claims, :address, :agent)
                    """)
                .bind("registry", registry.value())
                .bind("at", Micros.of(clock.instant()))
                .bind("way", event.way().name())
                .bind("outcome", event.outcome().name())
                .bind("reason", cut(event.reason()))
                .bind("provider", event.provider())
                .bind("issuer", cut(event.issuer()))
                .bind("subject", cut(event.subject()))
                .bind("username", cut(event.username()))
                .bind("user", event.userId())
                .bind("groups", StoredJson.write(event.groups()))
                .bind("administrator", event.administrator() ? 1 : 0)
                .bind("claims", event.claims())
                .bind("address", event.address())
                .bind("agent", String.valueOf(cut(event.agent())))
                .execute());
  }

  /**
   * The latest events of a registry.
   *
   * @param before only events older than this id; null for the newest
   */
  public List<SignInEvent> list(RegistryId registry, @Nullable Long before, int limit) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT * FROM sign_in_event WHERE registry_id = :registry AND id < :before"
                        + " ORDER BY id DESC LIMIT :limit")
                .bind("registry", registry.value())
                .bind("before", before == null ? Long.MAX_VALUE : before)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list());
  }

  /**
   * The latest events of one way in.
   *
   * @param before only events with an id below
   */
  public List<SignInEvent> list(RegistryId registry, SignInEvent.Way way, long before, int limit) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT * FROM sign_in_event WHERE registry_id = :registry AND way = :way"
                        + " AND id < :before ORDER BY id DESC LIMIT :limit")
                .bind("registry", registry.value())
                .bind("way", way.name())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list());
  }

  /** Forgets events older than ninety days; how many. For a job. */
  public int sweep() {
    return database.write(
        (Handle handle) ->
            handle
                .createUpdate("DELETE FROM sign_in_event WHERE at <= :before")
                .bind("before", Micros.of(clock.instant().minus(KEPT)))
                .execute());
  }

  /**
   * Claims as JSON that may be looked at: names of claims and the shape of their values, texts cut
   * to their first two characters; whole only where they say nothing about the person.
   */
  public static String masked(Map<String, Object> claims) {
    var shown = new LinkedHashMap<String, @Nullable Object>();
    claims.forEach((name, value) -> shown.put(name, SHOWN.contains(name) ? value : mask(value)));
    var json = StoredJson.write(shown);
    return json.length() <= LONGEST_CLAIMS
        ? json
        : StoredJson.write(Map.of("too_long", claims.keySet().stream().sorted().toList()));
  }

  private static @Nullable Object mask(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text.length() <= 2 ? "…" : text.substring(0, 2) + "…";
      case List<?> list -> {
        var masked = new ArrayList<@Nullable Object>();
        list.forEach(item -> masked.add(mask(item)));
        yield masked;
      }
      case Map<?, ?> map -> {
        var masked = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, item) -> masked.put(String.valueOf(name), mask(item)));
        yield masked;
      }
      case Boolean flag -> flag;
      default -> "…";
    };
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  private static SignInEvent read(ResultSet row) throws SQLException {
    return new SignInEvent(
        row.getLong("id"),
        Micros.instant(row.getLong("at")),
        SignInEvent.Way.valueOf(row.getString("way")),
        SignInEvent.Outcome.valueOf(row.getString("outcome")),
        row.getString("reason"),
        row.getString("provider"),
        row.getString("issuer"),
        row.getString("subject"),
        row.getString("username"),
        row.getObject("user_id") == null ? null : row.getLong("user_id"),
        StoredJson.readGroups(row.getString("groups")),
        row.getInt("administrator") == 1,
        row.getString("claims"),
        row.getString("address"),
        row.getString("agent"));
  }
}
