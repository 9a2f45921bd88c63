package io.berth.identity.user;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.right.NamedProject;
import io.berth.identity.right.TokenScope;
import io.berth.memory.StoredJson;
import io.berth.secret.Sha256;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Programs that wait to be let in (RFC 8628): table device_login. Of both codes only hashes are
 * kept, of the short one under the registry's key, since it could be guessed from a plain hash.
 */
public final class DeviceLogins {
  /** How long a person has to answer. */
  public static final Duration LIFE = Duration.ofMinutes(10);

  /**
   * Between two questions of a program; RFC 8628 section 3.5 adds as much for each impatient one.
   */
  public static final Duration PAUSE = Duration.ofSeconds(5);

  /** What a program may be early by: its clock and the way here are not exact. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  /** How long an ended login is remembered, so that its program learns that it ended. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  /** RFC 8628 section 6.1: no vowels, so no words, and 20^8 codes. */
  private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

  private static final int CODE = 8;
  private static final int DEVICE_CODE = 43;
  private static final int MOST_OF_ADDRESS = 20;
  private static final int MOST = 10_000;

  private final Database database;
  private final BiFunction<RegistryId, String, byte[]> keyed;
  private final SecureRandom random;
  private final Clock clock;

  /**
   * @param keyed a message authentication code under a key of the registry
   */
  public DeviceLogins(
      Database database,
      BiFunction<RegistryId, String, byte[]> keyed,
      SecureRandom random,
      Clock clock) {
    this.database = database;
    this.keyed = keyed;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A login that begins.
   *
   * @param deviceCode for the program, 43 letters and digits
   * @param userCode for the person, such as {@code WDJB-MJHT}
   */
  public record Begun(String deviceCode, String userCode, Instant expiresAt) {
    @Override
    public String toString() {
      return "Begun[" + expiresAt + "]";
    }
  }

  /** What a program hears when it asks. */
  public sealed interface Answer {
    /** Nobody answered yet. */
    record Pending() implements Answer {}

    /** It asked too soon, and is to wait longer from now on. */
    record TooSoon() implements Answer {}

    record Denied() implements Answer {}

    record Expired() implements Answer {}

    /** There is no such code, another program's, or it was used. */
    record Unknown() implements Answer {}

    /**
     * This person let it in; told once.
     *
     * @param projects those it was let in for that are there still; null for all
     */
    record Approved(DeviceLogin login, long userId, @Nullable List<NamedProject> projects)
        implements Answer {}
  }

  /**
   * Begins a login.
   *
   * @param wanted its id and end are set here
   * @throws FaultException TooManyRequests when too many wait already
   */
  public Begun begin(RegistryId registry, DeviceLogin wanted) {
    var deviceCode = SecretPolicy.random(random, DEVICE_CODE);
    var now = clock.instant();
    var end = now.plus(LIFE);
    for (int i = 1; ; i++) {
      var userCode = userCode();
      var userHash = userHash(registry, userCode);
      try {
        database.run(
            handle -> {
              refuseTooMany(handle, registry, wanted.address(), now);
              handle
                  .createUpdate(
                      """
                      INSERT INTO device_login (registry_id, device_hash, user_hash, client, device,
                        level, projects, lifetime, address, agent, state, pause, polled_at,
                        created_at, expires_at)
                      VALUES (:registry, :deviceHash, :userHash, :client, :device, :level,
                        :projects, :lifetime, :address, :agent, 'WAITING', :pause, 0, :now, :end)
                      """)
                  .bind("registry", registry.value())
                  .bind("deviceHash", Sha256.hex(deviceCode))
                  .bind("userHash", userHash)
                  .bind("client", wanted.client())
                  .bind("device", wanted.device())
                  .bind("level", wanted.level().name())
                  .bind(
                      "projects",
                      wanted.projects() == null ? null : StoredJson.write(wanted.projects()))
                  .bind("lifetime", wanted.lifetime().toSeconds())
                  .bind("address", wanted.address())
                  .bind("agent", wanted.agent())
                  .bind("pause", PAUSE.toSeconds())
                  .bind("now", Micros.of(now))
                  .bind("end", Micros.of(end))
                  .execute();
            });
        return new Begun(deviceCode, userCode, end);
      } catch (JdbiException e) {
        if (i == 3 || !Database.isDuplicate(e)) {
          throw e;
        }
      }
    }
  }

  private void refuseTooMany(Handle handle, RegistryId registry, String address, Instant now) {
    database.oneByOne(handle, "device_login " + registry);
    var waiting =
        handle
            .createQuery(
                """
                SELECT count(*) AS everybody,
                  coalesce(sum(CASE WHEN address = :address OR address LIKE :network
                    THEN 1 ELSE 0 END), 0) AS neighbours
                FROM device_login WHERE registry_id = :registry AND expires_at > :now
                """)
            .bind("registry", registry.value())
            .bind("address", address)
            .bind("network", ClientNetwork.of(address) + ":%")
            .bind("now", Micros.of(now))
            .map((row, _) -> List.of(row.getInt("everybody"), row.getInt("neighbours")))
            .one();
    if (waiting.getFirst() >= MOST || waiting.getLast() >= MOST_OF_ADDRESS) {
      throw new FaultException(
          new Fault.TooManyRequests(
              Duration.ofMinutes(1),
              "too many programs wait to be let in; finish one of those logins or try again in a"
                  + " few minutes"));
    }
  }

  /** The login that waits under this code, however the person typed it; empty when none does. */
  public Optional<DeviceLogin> waiting(RegistryId registry, String userCode) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT * FROM device_login WHERE registry_id = :registry"
                        + " AND user_hash = :userHash AND state = 'WAITING' AND expires_at > :now")
                .bind("registry", registry.value())
                .bind("userHash", userHash(registry, userCode))
                .bind("now", Micros.of(clock.instant()))
                .map((row, _) -> read(row))
                .findOne());
  }

  /**
   * Lets a waiting program in as this user; false when it does not wait any more.
   *
   * @param projects what the names in the login stand for in this moment
   */
  public boolean approve(User user, long id, List<NamedProject> projects) {
    return database.write(
        (Handle handle) -> {
          var waits = answer(handle, user, id, "APPROVED");
          if (waits) {
            for (var project : projects) {
              handle
                  .createUpdate(
                      "INSERT INTO project_of_device_login (login_id, project_id) SELECT :login, id"
                          + " FROM project WHERE registry_id = :registry AND id = :id")
                  .bind("login", id)
                  .bind("registry", user.registry().value())
                  .bind("id", project.id())
                  .execute();
            }
          }
          return waits;
        });
  }

  /** Does not let a waiting program in; false when it does not wait any more. */
  public boolean deny(User user, long id) {
    return database.write((Handle handle) -> answer(handle, user, id, "DENIED"));
  }

  private boolean answer(Handle handle, User user, long id, String state) {
    return handle
            .createUpdate(
                "UPDATE device_login SET state = :state, user_id = :user"
                    + " WHERE registry_id = :registry AND id = :id AND state = 'WAITING'"
                    + " AND expires_at > :now")
            .bind("state", state)
            .bind("user", user.id())
            .bind("registry", user.registry().value())
            .bind("id", id)
            .bind("now", Micros.of(clock.instant()))
            .execute()
        == 1;
  }

  /** What a program hears that asks with its code. */
  public Answer ask(RegistryId registry, String client, String deviceCode) {
    var hash = Sha256.hex(deviceCode);
    // Invented codes take no turn at writing.
    return database.read((Handle handle) -> find(handle, registry, hash)).isEmpty()
        ? new Answer.Unknown()
        : database.write(
            (Handle handle) ->
                find(handle, registry, hash)
                    .filter(row -> row.login().client().equals(client))
                    .map(row -> answer(handle, row, clock.instant()))
                    .orElseGet(Answer.Unknown::new));
  }

  private static Optional<Row> find(Handle handle, RegistryId registry, String deviceHash) {
    return handle
        .createQuery(
            "SELECT d.*, "
                + NamedProject.select("project_of_device_login", "x.login_id = d.id")
                + " AS named FROM device_login d"
                + " WHERE d.registry_id = :registry AND d.device_hash = :deviceHash")
        .bind("registry", registry.value())
        .bind("deviceHash", deviceHash)
        .map((row, _) -> new Row(read(row), row))
        .findOne();
  }

  private record Row(
      DeviceLogin login,
      @Nullable List<NamedProject> projects,
      String state,
      long userId,
      long pause,
      long polledAt) {
    public Row(DeviceLogin login, ResultSet row) throws SQLException {
      this(
          login,
          login.projects() == null ? null : NamedProject.read(row.getString("named")),
          row.getString("state"),
          row.getLong("user_id"),
          row.getLong("pause"),
          row.getLong("polled_at"));
    }
  }

  private static Answer answer(Handle handle, Row row, Instant now) {
    if (!row.login().expiresAt().isAfter(now)) {
      return new Answer.Expired();
    }
    return switch (row.state()) {
      case "DENIED" -> new Answer.Denied();
      // Whoever deletes it has it: the code is good once, over all servers.
      case "APPROVED" ->
          handle
                      .createUpdate("DELETE FROM device_login WHERE id = :id")
                      .bind("id", row.login().id())
                      .execute()
                  == 1
              ? new Answer.Approved(row.login(), row.userId(), row.projects())
              : new Answer.Unknown();
      default -> {
        var next = Micros.instant(row.polledAt()).plusSeconds(row.pause()).minus(SLACK);
        boolean early = row.polledAt() != 0 && now.isBefore(next);
        handle
            .createUpdate(
                "UPDATE device_login SET polled_at = :now, pause = pause + :pause WHERE id = :id")
            .bind("now", Micros.of(now))
            .bind("pause", early ? PAUSE.toSeconds() : 0)
            .bind("id", row.login().id())
            .execute();
        yield early ? new Answer.TooSoon() : new Answer.Pending();
      }
    };
  }

  /** Forgets the programs that some users, at most a few hundred, let in and that wait. */
  static void forgetOf(Handle handle, List<Long> users) {
    handle
        .createUpdate("DELETE FROM device_login WHERE user_id IN (<users>)")
        .bindList("users", users)
        .execute();
  }

  /** Forgets logins that ended; how many. For a job. */
  public int sweep() {
    return database.write(
        (Handle handle) ->
            handle
                .createUpdate("DELETE FROM device_login WHERE expires_at <= :before")
                .bind("before", Micros.of(clock.instant().minus(REMEMBERED)))
                .execute());
  }

  private String userCode() {
    var code = new StringBuilder();
    for (int i = 0; i < CODE; i++) {
      if (i == CODE / 2) {
        code.append('-');
      }
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /** People write small letters, blanks and other dashes. */
  private String userHash(RegistryId registry, String userCode) {
    var letters = userCode.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    return java.util.HexFormat.of().formatHex(keyed.apply(registry, letters));
  }

  private static DeviceLogin read(ResultSet row) throws SQLException {
    @Nullable String projects = row.getString("projects");
    return new DeviceLogin(
        row.getLong("id"),
        row.getString("client"),
        row.getString("device"),
        TokenScope.Level.valueOf(row.getString("level")),
        projects == null ? null : StoredJson.readGroups(projects),
        Duration.ofSeconds(row.getLong("lifetime")),
        row.getString("address"),
        row.getString("agent"),
        Micros.instant(row.getLong("expires_at")));
  }
}
