package io.berth.identity;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.Remembered;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Slows guessing down, over all servers: after ten failures for one name from one address each
 * further one doubles a pause, up to five minutes; the same after a hundred from one address,
 * whatever the names. Forgotten after fifteen quiet minutes. A name is never locked for other
 * addresses, so nobody can lock somebody else out. Table sign_in_failure.
 */
public final class SignInThrottle {
  private static final int FREE = 10;
  private static final int FREE_OF_ADDRESS = 100;
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration QUIET = Duration.ofMinutes(15);

  /** Of keys without failures. */
  private static final long NONE = -1;

  private final Database database;
  private final Clock clock;

  private final Remembered<List<String>, Long> pauses;

  public SignInThrottle(Database database, Clock clock) {
    this.database = database;
    this.pauses = new Remembered<>(database, 20_000, "sign_in_failure");
    this.clock = clock;
  }

  /** Until when somebody with these keys must wait; a past time or NONE for now. */
  private long readPause(List<String> keys) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT coalesce(max(until), -1) FROM sign_in_failure"
                        + " WHERE key_hash IN (<keys>)")
                .bindList("keys", keys)
                .mapTo(Long.class)
                .one());
  }

  /**
   * Called before a password is looked at.
   *
   * @throws FaultException TooManyRequests while the pause lasts
   */
  public void check(RegistryId registry, String username, String address) {
    var now = clock.instant();
    long until = pauses.get(keys(registry, username, address), this::readPause);
    if (until > Micros.of(now)) {
      var pause = Duration.between(now, Micros.instant(until)).plusMillis(999).toSeconds();
      throw new FaultException(
          new Fault.TooManyRequests(
              Duration.ofSeconds(pause),
              "too many failed sign-ins; try again in " + pause + " seconds"));
    }
  }

  /** Called after a wrong password. */
  public void failed(RegistryId registry, String username, String address) {
    var keys = keys(registry, username, address);
    database.run(
        handle -> {
          count(handle, keys.getFirst(), FREE);
          count(handle, keys.getLast(), FREE_OF_ADDRESS);
        });
  }

  /** Called after a right one; failures of the address with other names still count. */
  public void succeeded(RegistryId registry, String username, String address) {
    var key = keys(registry, username, address).getFirst();
    if (pauses.get(List.of(key), this::readPause) != NONE) {
      database.run(handle -> handle.execute("DELETE FROM sign_in_failure WHERE key_hash = ?", key));
    }
  }

  /** Forgets failures after a quiet time; how many. For a job. */
  public int sweep() {
    return database.write(
        (Handle handle) ->
            handle.execute(
                "DELETE FROM sign_in_failure WHERE updated_at <= ?",
                Micros.of(clock.instant().minus(QUIET))));
  }

  private void count(Handle handle, String key, int free) {
    var now = clock.instant();
    int failures =
        handle
            .createQuery(
                """
                INSERT INTO sign_in_failure AS f (key_hash, failures, until, updated_at)
                VALUES (:key, 1, 0, :now)
                ON CONFLICT (key_hash) DO UPDATE SET
                  failures = CASE WHEN f.updated_at <= :quiet THEN 1 ELSE f.failures + 1 END,
                  updated_at = excluded.updated_at
                RETURNING failures
                """)
            .bind("key", key)
            .bind("now", Micros.of(now))
            .bind("quiet", Micros.of(now.minus(QUIET)))
            .mapTo(Integer.class)
            .one();
    if (failures >= free) {
      handle.execute(
          "UPDATE sign_in_failure SET until = ? WHERE key_hash = ?",
          Micros.of(pauseUntil(now, failures - free)),
          key);
    }
  }

  private static Instant pauseUntil(Instant now, int over) {
    var pause = Duration.ofSeconds(1L << Math.min(over, 9));
    return now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
  }

  /** Of the name at the address, then of the address alone. */
  private static List<String> keys(RegistryId registry, String username, String address) {
    var place = registry.value() + "\n" + network(address);
    return List.of(Digests.sha256(place + "\n" + username), Digests.sha256(place));
  }

  /** One IPv6 subscriber has a whole /64 of addresses. */
  private static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    var groups = address.replaceAll("%.*$", "").split(":", -1);
    return String.join(":", List.of(groups).subList(0, Math.min(4, groups.length)));
  }
}
