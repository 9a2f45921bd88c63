package io.berth.identity.robot;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.right.RobotCatalogue;
import io.berth.identity.right.RobotPermission;
import io.berth.identity.user.Passwords;
import io.berth.identity.user.SecretPolicy;
import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.memory.StoredJson;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Accounts of programs: table robot. */
public final class Robots {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[._-][a-z0-9]+)*+");
  private static final int LONGEST_NAME = 255;
  private static final int SECRET_LENGTH = 32;

  /** How long an old secret may live beside a new one at most. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  private final Database database;
  private final Passwords passwords;
  private final SecureRandom random;
  private final Clock clock;
  private final QueryCache<Numbered, Optional<Robot>> byId;

  private record Numbered(RegistryId registry, long id) {}

  public Robots(Database database, Passwords passwords, SecureRandom random, Clock clock) {
    this.database = database;
    this.byId = new QueryCache<>(database, 5_000);
    this.passwords = passwords;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A robot to be made.
   *
   * @param project null for a system-level robot
   * @param durationDays -1 for ever
   * @param secret null or empty to have one made
   */
  public record NewRobot(
      String name,
      @Nullable ProjectScope project,
      String description,
      boolean disabled,
      long durationDays,
      List<RobotPermission> permissions,
      @Nullable String secret,
      Robot.Creator creator) {
    @Override
    public String toString() {
      return "NewRobot[" + name + "]";
    }
  }

  /** A robot with its secret, which is told this once. */
  public record Made(Robot robot, String secret) {
    @Override
    public String toString() {
      return "Made[" + robot.login() + "]";
    }
  }

  /** The hashes of the secrets that work now. */
  public record Hashes(String present, @Nullable String previous) {}

  /**
   * Makes a robot.
   *
   * @throws FaultException Invalid BODY, Conflict ROBOT_EXISTS, NotFound PROJECT when a permission
   *     names a project that the registry does not have
   */
  public Made create(RegistryId registry, NewRobot wanted) {
    if (wanted.name().length() > LONGEST_NAME || !NAME.matcher(wanted.name()).matches()) {
      throw invalid(
          "a robot's name has lower-case letters, digits and single '.', '_' or '-' between them");
    }
    var project = wanted.project();
    RobotCatalogue.check(wanted.permissions(), project == null ? null : project.projectName());
    checkDuration(wanted.durationDays());
    var secret = chosenOrMade(wanted.secret());
    var hash = passwords.hash(secret);
    var now = clock.instant();
    try {
      var id =
          database.write(
              (Handle handle) -> {
                var made =
                    handle
                        .createQuery(
                            """
                            INSERT INTO robot (registry_id, project_id, login, description, disabled,
                              duration_days, expires_at, permissions, secret_hash, creator_type,
                              creator_id, created_at, updated_at)
                            VALUES (:registry, :project, :login, :description, :disabled, :duration,
                              :expires, :permissions, :hash, :creatorType, :creatorId, :now, :now)
                            RETURNING id
                            """)
                        .bind("registry", registry.value())
                        .bind("project", project == null ? null : project.projectId())
                        .bind(
                            "login",
                            project == null
                                ? wanted.name()
                                : project.projectName() + "+" + wanted.name())
                        .bind("description", wanted.description())
                        .bind("disabled", wanted.disabled() ? 1 : 0)
                        .bind("duration", wanted.durationDays())
                        .bind("expires", expiry(now, wanted.durationDays()))
                        .bind("permissions", StoredJson.write(wanted.permissions()))
                        .bind("hash", hash)
                        .bind("creatorType", wanted.creator().isRobot() ? "robot" : "local")
                        .bind("creatorId", wanted.creator().id())
                        .bind("now", Micros.of(now))
                        .mapTo(Long.class)
                        .one();
                RobotProjects.set(handle, registry, made, wanted.permissions());
                return made;
              });
      return new Made(find(registry, id).orElseThrow(), secret);
    } catch (JdbiException e) {
      if (Database.isDuplicate(e)) {
        throw FaultException.conflict(
            "ROBOT_EXISTS", "a robot account of the name " + wanted.name() + " exists already");
      }
      throw e;
    }
  }

  public Optional<Robot> find(RegistryId registry, long id) {
    return byId.get(
        new Numbered(registry, id), it -> read(it.registry(), "r.id = :value", it.id()));
  }

  /** {@link #find} in memory alone; empty also where that knows nothing. */
  public Optional<Robot> peek(RegistryId registry, long id) {
    return byId.peek(new Numbered(registry, id)).flatMap(found -> found);
  }

  /** The robot of a name without the registry's prefix. */
  public Optional<Robot> findByLogin(RegistryId registry, String login) {
    return read(registry, "r.login = :value", login);
  }

  private Optional<Robot> read(RegistryId registry, String where, Object value) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(RobotRow.SELECT + " WHERE r.registry_id = :registry AND " + where)
                .bind("registry", registry.value())
                .bind("value", value)
                .map((row, _) -> RobotRow.read(row))
                .findOne());
  }

  /** Robots, as they are listed: in the order of their names, as Harbor has them. */
  public static final Listing<Robot> LIST =
      new Listing<>(
          RobotRow.COLUMNS,
          RobotRow.FROM,
          "r.id",
          (row, _) -> RobotRow.read(row),
          "r.login, r.id",
          List.of(
              Column.number("id", "r.id"),
              Column.text("name", "r.login"),
              Column.text(
                  "level", "CASE WHEN r.project_id IS NULL THEN 'system' ELSE 'project' END"),
              Column.number("project_id", "coalesce(r.project_id, 0)"),
              Column.text("description", "r.description"),
              Column.truth("disabled", "r.disabled"),
              Column.number("duration", "r.duration_days"),
              Column.number("expires_at", "coalesce(r.expires_at / 1000000, -1)"),
              Column.text("creator_type", "r.creator_type"),
              Column.number("creator_ref", "r.creator_id"),
              Column.time("creation_time", "r.created_at"),
              Column.time("update_time", "r.updated_at")));

  /**
   * Robots of one level.
   *
   * @param projectId null for the system-level ones
   */
  public Listed<Robot> list(RegistryId registry, @Nullable Long projectId, ListQuery query) {
    var ofRegistry =
        Condition.of("r.registry_id = :registry", Map.of("registry", registry.value()));
    return LIST.find(
        database,
        ofRegistry.and(
            projectId == null
                ? Condition.of("r.project_id IS NULL", Map.of())
                : Condition.of("r.project_id = :project", Map.of("project", projectId))),
        query);
  }

  /** Robots of all registries that are enabled and end before that time, and have not ended. */
  public List<Robot> endingBefore(Instant time) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    RobotRow.SELECT
                        + " WHERE r.expires_at > :now AND r.expires_at <= :time AND r.disabled = 0"
                        + " ORDER BY r.expires_at LIMIT 1000")
                .bind("now", Micros.of(clock.instant()))
                .bind("time", Micros.of(time))
                .map((row, _) -> RobotRow.read(row))
                .list());
  }

  /**
   * What may be changed of a robot.
   *
   * @param durationDays counted from the robot's creation, -1 for ever
   */
  public record Change(
      String description, boolean disabled, long durationDays, List<RobotPermission> permissions) {}

  /**
   * Changes a robot; its next request is under the new rights.
   *
   * @throws FaultException Invalid BODY, NotFound PROJECT as for {@link #create}
   */
  public void update(Robot robot, Change change) {
    RobotCatalogue.check(change.permissions(), robot.projectName());
    checkDuration(change.durationDays());
    database.run(
        handle -> {
          RobotProjects.set(handle, robot.registry(), robot.id(), change.permissions());
          handle
              .createUpdate(
                  """
                  UPDATE robot SET description = :description, disabled = :disabled,
                    duration_days = :duration, expires_at = :expires,
                    permissions = :permissions, updated_at = :now
                  WHERE registry_id = :registry AND id = :id
                  """)
              .bind("description", change.description())
              .bind("disabled", change.disabled() ? 1 : 0)
              .bind("duration", change.durationDays())
              .bind("expires", expiry(robot.createdAt(), change.durationDays()))
              .bind("permissions", StoredJson.write(change.permissions()))
              .bind("now", Micros.of(clock.instant()))
              .bind("registry", robot.registry().value())
              .bind("id", robot.id())
              .execute();
        });
  }

  /**
   * Gives a robot another secret. Registry tokens that were got with the present one end with it.
   *
   * @param secret null or empty to have one made
   * @param overlap how long the present one works beside it; zero: not at all
   * @return the new secret
   * @throws FaultException Invalid BODY when the secret breaks the policy or the overlap is too
   *     long
   */
  public String setSecret(Robot robot, @Nullable String secret, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw invalid("the old secret may be kept for at most 30 days");
    }
    var chosen = chosenOrMade(secret);
    var hash = passwords.hash(chosen);
    var now = clock.instant();
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE robot SET
                      previous_secret_hash = CASE WHEN :keep = 1 THEN secret_hash END,
                      previous_until = :until, secret_hash = :hash, updated_at = :now,
                      credential_generation = credential_generation + 1
                    WHERE registry_id = :registry AND id = :id
                    """)
                .bind("keep", overlap.isZero() ? 0 : 1)
                .bind("until", overlap.isZero() ? null : Micros.of(now.plus(overlap)))
                .bind("hash", hash)
                .bind("now", Micros.of(now))
                .bind("registry", robot.registry().value())
                .bind("id", robot.id())
                .execute());
    return chosen;
  }

  /** Removes a robot; false when it is gone already. */
  public boolean delete(Robot robot) {
    return database.write(
            (Handle handle) ->
                handle
                    .createUpdate("DELETE FROM robot WHERE registry_id = :registry AND id = :id")
                    .bind("registry", robot.registry().value())
                    .bind("id", robot.id())
                    .execute())
        == 1;
  }

  /**
   * When a robot that was made then ends; null for never.
   *
   * @throws FaultException Invalid BODY when the duration is none
   */
  public static @Nullable Instant end(Instant from, long days) {
    checkDuration(days);
    return days == -1 ? null : from.plus(Duration.ofDays(days));
  }

  public Optional<Hashes> hashes(Robot robot) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT secret_hash, previous_secret_hash, previous_until FROM robot"
                        + " WHERE registry_id = :registry AND id = :id")
                .bind("registry", robot.registry().value())
                .bind("id", robot.id())
                .map(
                    (row, _) -> {
                      var until = RobotRow.time(row, "previous_until");
                      return new Hashes(
                          row.getString("secret_hash"),
                          until != null && until.isAfter(clock.instant())
                              ? row.getString("previous_secret_hash")
                              : null);
                    })
                .findOne());
  }

  /** Makes the registry tokens of a robot void by raising its generation. */
  static void voidTokens(Handle handle, long robot, int by) {
    handle
        .createUpdate(
            "UPDATE robot SET credential_generation = credential_generation + :by WHERE id = :id")
        .bind("by", by)
        .bind("id", robot)
        .execute();
  }

  /** Remembers that a robot was used now. */
  public void used(Robot robot) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    "UPDATE robot SET last_used_at = :now WHERE registry_id = :registry"
                        + " AND id = :id")
                .bind("now", Micros.of(clock.instant()))
                .bind("registry", robot.registry().value())
                .bind("id", robot.id())
                .execute());
  }

  private String chosenOrMade(@Nullable String secret) {
    if (secret == null || secret.isEmpty()) {
      return SecretPolicy.random(random, SECRET_LENGTH);
    }
    SecretPolicy.check(secret);
    return secret;
  }

  private static void checkDuration(long days) {
    if (days != -1 && (days < 1 || days >= Integer.MAX_VALUE)) {
      throw invalid("duration is a number of days from 1 on, or -1 for ever");
    }
  }

  private static @Nullable Long expiry(Instant from, long days) {
    var end = end(from, days);
    return end == null ? null : Micros.of(end);
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
