package io.berth.control;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/**
 * Slows guessing of account passwords and codes down, for all servers on the database: table
 * sign_in_lock. After five failures for a name from one address each further one doubles a pause,
 * up to fifteen minutes. After fifty for the name from anywhere there is a pause of at most thirty
 * seconds for everybody: enough to make guessing hopeless, too little to shut the owner out.
 */
final class SignInLocks {
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

  private final Database database;
  private final Clock clock;

  SignInLocks(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  private record Subject(String hash, int free, Duration longest) {}

  private static List<Subject> subjects(String name, String address) {
    var account = name.strip().toLowerCase(Locale.ROOT);
    return List.of(
        new Subject(Tokens.hash(account + "\n" + address), 5, Duration.ofMinutes(15)),
        new Subject(Tokens.hash(account), 50, Duration.ofSeconds(30)));
  }

  /**
   * Called before a secret is looked at.
   *
   * @throws FaultException TooManyRequests while a pause lasts
   */
  void check(String name, String address) {
    var now = clock.instant();
    for (var subject : subjects(name, address)) {
      var until =
          database.read(
              (Handle handle) ->
                  handle
                      .createQuery("SELECT locked_until FROM sign_in_lock WHERE subject_hash = ?")
                      .bind(0, subject.hash())
                      .mapTo(Long.class)
                      .findOne());
      var locked = Micros.instant(until.orElse(0L));
      if (locked.isAfter(now)) {
        var pause = Duration.ofSeconds(Duration.between(now, locked).plusMillis(999).toSeconds());
        throw new FaultException(
            new Fault.TooManyRequests(
                pause, "Too many failed sign-ins; try again in " + pause.toSeconds() + " seconds"));
      }
    }
  }

  /** Called after a wrong secret. */
  void failed(String name, String address) {
    var now = clock.instant();
    database.run(
        handle -> {
          for (var subject : subjects(name, address)) {
            var failures =
                handle
                    .createQuery(
                        """
                        INSERT INTO sign_in_lock (subject_hash, failures, failed_at, locked_until)
                        VALUES (:subject, 1, :now, 0)
                        ON CONFLICT (subject_hash) DO UPDATE SET
                          failures = CASE WHEN sign_in_lock.failed_at < :forgotten THEN 1
                                          ELSE sign_in_lock.failures + 1 END,
                          failed_at = :now
                        RETURNING failures
                        """)
                    .bind("subject", subject.hash())
                    .bind("now", Micros.of(now))
                    .bind("forgotten", Micros.of(now.minus(FORGOTTEN_AFTER)))
                    .mapTo(Integer.class)
                    .one();
            handle.execute(
                "UPDATE sign_in_lock SET locked_until = ? WHERE subject_hash = ?",
                Micros.of(lockedUntil(now, subject, failures)),
                subject.hash());
          }
        });
  }

  private static Instant lockedUntil(Instant now, Subject subject, int failures) {
    if (failures < subject.free()) {
      return Instant.EPOCH;
    }
    var pause = Duration.ofSeconds(1L << Math.min(failures - subject.free(), 12));
    return now.plus(pause.compareTo(subject.longest()) > 0 ? subject.longest() : pause);
  }

  /** Called after a sign-in that was right in every part. */
  void succeeded(String name, String address) {
    var own = subjects(name, address).getFirst().hash();
    database.run(handle -> handle.execute("DELETE FROM sign_in_lock WHERE subject_hash = ?", own));
  }

  /** Forgets old failures; how many. */
  int sweep() {
    return database.write(
        (Handle handle) ->
            handle.execute(
                "DELETE FROM sign_in_lock WHERE failed_at < ?",
                Micros.of(clock.instant().minus(FORGOTTEN_AFTER))));
  }
}
