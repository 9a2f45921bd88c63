package io.berth.identity.proof;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.user.ClientNetwork;
import io.berth.secret.Sha256;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Stands before every secret that can be guessed, over all servers: table sign_in_failure. A try is
 * counted before it is judged, so that a burst gets no more judgements than tries one by one; a
 * right answer gives back what its count took.
 *
 * <p>Each further wrong try for one secret from one network, past the {@linkplain
 * GuessableSecret.Kind free ones}, doubles a pause of that network up to {@link
 * GuessableSecret#LONGEST}; so do a hundred from one network whatever the names, up to {@link
 * GuessableSecret#LONGEST_FOR_OTHERS}. When a secret was tried too often from anywhere, strangers
 * wait {@link GuessableSecret#LONGEST_FOR_OTHERS} before their first try; whoever proved it from
 * the same network within thirty days does not. Nobody is shut out for longer by what others try
 * elsewhere. Forgotten after a quiet hour.
 */
public final class SignInThrottle {
  private static final int FREE_OF_NETWORK = 100;

  /** As many doublings of a second. */
  private static final int HALF_A_MINUTE = 5;

  private static final Duration QUIET = Duration.ofHours(1);
  private static final Duration KNOWN = Duration.ofDays(30);

  private final Database database;
  private final Clock clock;
  private final KeyedLocks turns = new KeyedLocks();

  public SignInThrottle(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Judges one try.
   *
   * @param address where it comes from
   * @param judgement present when the secret is right. What it throws says that nothing was judged.
   * @throws FaultException TooManyRequests while a pause lasts; nothing was judged then
   */
  public <T> Optional<T> judge(
      GuessableSecret secret, String address, Supplier<Optional<T>> judgement) {
    var keys = Keys.of(secret, address);
    // One after the other, so that the same right secret sent by many at once is not many guesses.
    try (var _ = turns.take(keys.own())) {
      var counted = count(secret.kind(), keys);
      boolean judged = false;
      var proven = Optional.<T>empty();
      try {
        proven = judgement.get();
        judged = true;
      } finally {
        if (!judged || proven.isPresent()) {
          giveBack(keys, counted, judged);
        }
      }
      return proven;
    }
  }

  /** {@link #judge} for what is only right or wrong. */
  public boolean isRight(GuessableSecret secret, String address, BooleanSupplier judgement) {
    return judge(
            secret, address, () -> judgement.getAsBoolean() ? Optional.of(true) : Optional.empty())
        .isPresent();
  }

  /** Of the secret from the network, of the secret from anywhere, of the network. */
  private record Keys(String own, String anywhere, String network) {
    static Keys of(GuessableSecret secret, String address) {
      var network = ClientNetwork.of(address);
      return new Keys(
          Sha256.hex(secret.name() + "\n" + network),
          Sha256.hex(secret.name()),
          Sha256.hex("\n" + network));
    }
  }

  private record Row(String key, int failures, Instant until, Instant provenAt) {
    Row failedOnce(Instant pause) {
      return new Row(key, failures + 1, pause, provenAt);
    }
  }

  private record Rows(Row own, Row anywhere, Row network) {}

  private sealed interface Decision {}

  /** Nothing is judged before the pause is over. */
  private record Refused(Instant until) implements Decision {}

  /** A stranger's first pause, which begins now. */
  private record Waits(Row own) implements Decision {}

  private record Admitted(Rows before, Rows after) implements Decision {}

  private Admitted count(GuessableSecret.Kind kind, Keys keys) {
    // Who is refused anyway takes no turn at writing.
    Decision foreseen = database.read((Handle handle) -> decide(kind, read(handle, keys)));
    if (foreseen instanceof Refused(var until)) {
      throw tooMany(until);
    }
    Decision decision =
        database.writeLazily(
            (Handle handle) -> {
              var made = decide(kind, lock(handle, keys));
              switch (made) {
                case Refused _ -> {}
                case Waits(var own) -> store(handle, own);
                case Admitted(_, var after) -> {
                  store(handle, after.own());
                  store(handle, after.anywhere());
                  store(handle, after.network());
                }
              }
              return made;
            });
    return switch (decision) {
      case Refused(var until) -> throw tooMany(until);
      case Waits(var own) -> throw tooMany(own.until());
      case Admitted admitted -> admitted;
    };
  }

  private Decision decide(GuessableSecret.Kind kind, Rows rows) {
    var now = clock.instant();
    var own = rows.own();
    for (var row : new Row[] {own, rows.network()}) {
      if (row.until().isAfter(now)) {
        return new Refused(row.until());
      }
    }
    var anywhere = rows.anywhere();
    boolean isStranger = !own.provenAt().isAfter(now.minus(KNOWN));
    boolean isBesieged = isStranger && anywhere.failures() >= kind.freeAnywhere;
    if (isBesieged && kind.shared && anywhere.until().isAfter(now)) {
      return new Refused(anywhere.until());
    }
    if (isBesieged && !kind.shared && own.until().equals(Instant.EPOCH)) {
      var until = now.plus(GuessableSecret.LONGEST_FOR_OTHERS);
      return new Waits(new Row(own.key(), own.failures(), until, own.provenAt()));
    }
    var ownPause =
        isBesieged && !kind.shared
            ? pause(now, own.failures() + HALF_A_MINUTE, GuessableSecret.LONGEST)
            : pause(now, own.failures() + 1 - kind.free, GuessableSecret.LONGEST);
    var sharedPause =
        kind.shared
            ? pause(
                now,
                anywhere.failures() + 1 - kind.freeAnywhere,
                GuessableSecret.LONGEST_FOR_OTHERS)
            : Instant.EPOCH;
    var network = rows.network();
    return new Admitted(
        rows,
        new Rows(
            own.failedOnce(ownPause),
            anywhere.failedOnce(sharedPause),
            network.failedOnce(
                pause(
                    now,
                    network.failures() + 1 - FREE_OF_NETWORK,
                    GuessableSecret.LONGEST_FOR_OTHERS))));
  }

  /** A second for the first that is not free, twice as much for each further one. */
  private static Instant pause(Instant now, int over, Duration longest) {
    if (over < 0) {
      return Instant.EPOCH;
    }
    var pause = Duration.ofSeconds(1L << Math.min(over, 9));
    return now.plus(pause.compareTo(longest) > 0 ? longest : pause);
  }

  private FaultException tooMany(Instant until) {
    var pause = Math.max(1, Duration.between(clock.instant(), until).plusMillis(999).toSeconds());
    return new FaultException(
        new Fault.TooManyRequests(
            Duration.ofSeconds(pause),
            "too many failed sign-ins; try again in " + pause + " seconds"));
  }

  private Rows read(Handle handle, Keys keys) {
    return new Rows(
        find(handle, keys.own()), find(handle, keys.anywhere()), find(handle, keys.network()));
  }

  private Row find(Handle handle, String key) {
    return handle
        .createQuery("SELECT * FROM sign_in_failure WHERE key_hash = :keyHash")
        .bind("keyHash", key)
        .map((row, _) -> row(key, row))
        .findOne()
        .orElseGet(() -> new Row(key, 0, Instant.EPOCH, Instant.EPOCH));
  }

  /** Always in this order, so that two never wait for each other. */
  private Rows lock(Handle handle, Keys keys) {
    return new Rows(
        lock(handle, keys.own()), lock(handle, keys.anywhere()), lock(handle, keys.network()));
  }

  /** Nobody else reads the row for writing until this transaction ends. */
  private Row lock(Handle handle, String key) {
    return handle
        .createQuery(
            """
            INSERT INTO sign_in_failure AS f (key_hash, failures, until, updated_at)
            VALUES (:key, 0, 0, :now)
            ON CONFLICT (key_hash) DO UPDATE SET key_hash = f.key_hash
            RETURNING failures, until, updated_at, proven_at
            """)
        .bind("key", key)
        .bind("now", Micros.of(clock.instant()))
        .map((row, _) -> row(key, row))
        .one();
  }

  private Row row(String key, java.sql.ResultSet row) throws java.sql.SQLException {
    var proven = Micros.instant(row.getLong("proven_at"));
    return row.getLong("updated_at") <= Micros.of(clock.instant().minus(QUIET))
        ? new Row(key, 0, Instant.EPOCH, proven)
        : new Row(key, row.getInt("failures"), Micros.instant(row.getLong("until")), proven);
  }

  private void store(Handle handle, Row row) {
    handle
        .createUpdate(
            "UPDATE sign_in_failure SET failures = :failures, until = :until, updated_at = :now"
                + " WHERE key_hash = :keyHash")
        .bind("failures", row.failures())
        .bind("until", Micros.of(row.until()))
        .bind("now", Micros.of(clock.instant()))
        .bind("keyHash", row.key())
        .execute();
  }

  /**
   * @param right whether the secret was right; nothing was judged otherwise
   */
  private void giveBack(Keys keys, Admitted counted, boolean right) {
    database.runLazily(
        handle -> {
          if (right) {
            handle
                .createUpdate(
                    "UPDATE sign_in_failure"
                        + " SET failures = 0, until = 0, proven_at = :now, updated_at = :now"
                        + " WHERE key_hash = :keyHash")
                .bind("now", Micros.of(clock.instant()))
                .bind("keyHash", keys.own())
                .execute();
          } else {
            giveBack(handle, counted.before().own(), counted.after().own());
          }
          giveBack(handle, counted.before().anywhere(), counted.after().anywhere());
          giveBack(handle, counted.before().network(), counted.after().network());
          handle
              .createUpdate(
                  "DELETE FROM sign_in_failure WHERE key_hash IN (:own, :anywhere, :network)"
                      + " AND failures <= 0 AND until = 0 AND proven_at = 0")
              .bind("own", keys.own())
              .bind("anywhere", keys.anywhere())
              .bind("network", keys.network())
              .execute();
        });
  }

  private static void giveBack(Handle handle, Row before, Row after) {
    handle
        .createUpdate(
            """
            UPDATE sign_in_failure
            SET failures = CASE WHEN failures > 0 THEN failures - 1 ELSE 0 END,
                until = CASE WHEN until = :after THEN :before ELSE until END
            WHERE key_hash = :keyHash
            """)
        .bind("after", Micros.of(after.until()))
        .bind("before", Micros.of(before.until()))
        .bind("keyHash", before.key())
        .execute();
  }

  /** Forgets failures after a quiet time, and networks nobody came back to; how many rows. */
  public int sweep() {
    var now = clock.instant();
    return database.write(
        (Handle handle) ->
            handle
                .createUpdate(
                    "DELETE FROM sign_in_failure WHERE updated_at <= :updated"
                        + " AND proven_at <= :proven")
                .bind("updated", Micros.of(now.minus(QUIET)))
                .bind("proven", Micros.of(now.minus(KNOWN)))
                .execute());
  }
}
