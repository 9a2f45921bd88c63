package io.berth.sql;

import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * That somebody is still the owner of the work they do: a row that has the number they took it
 * under. While one is {@linkplain #around bound}, every transaction of {@link Database} looks at it
 * first and keeps others from taking the work over until it has ended. So an owner that stood
 * still, and whose work another one has taken up, writes nothing any more.
 *
 * @param what the work, for people
 * @param row table and condition under which the row is there for its owner only, with named
 *     parameters
 * @param lock PostgreSQL's name of a lock on the row that does not go together with that of a
 *     takeover
 */
public record Fence(String what, String row, Map<String, ?> arguments, Lock lock) {
  private static final ScopedValue<Fence> CURRENT = ScopedValue.newInstance();

  public Fence {
    arguments = Map.copyOf(arguments);
  }

  /** How the row is held until a transaction of the owner ends. */
  public enum Lock {
    /** Nobody changes the row. */
    SHARE("FOR SHARE"),

    /** The owner itself changes the row; who takes it over locks it for update first. */
    KEY_SHARE("FOR KEY SHARE");

    private final String words;

    Lock(String words) {
      this.words = words;
    }
  }

  /** Another owner has the work now; what was to be written is not. */
  public static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private LostException(String what) {
      super(what + " was taken over by another server, as this one stood still for too long");
    }
  }

  /** What is bound for the owner's work. */
  public ScopedValue.Carrier around() {
    return ScopedValue.where(CURRENT, this);
  }

  /** The same work for another thread, with the fence that is bound here, if any. */
  public static Runnable carried(Runnable work) {
    var fence = current();
    return fence == null ? work : () -> fence.around().run(work);
  }

  static @Nullable Fence current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  /**
   * The first thing of a transaction. An owner that stands still within it holds up who takes over,
   * so PostgreSQL ends it after a minute of silence.
   *
   * @throws LostException when the row is another owner's
   */
  void check(Handle handle, Dialect dialect) {
    var sql =
        switch (dialect) {
          case SQLITE -> "SELECT 'held' FROM " + row;
          case POSTGRESQL ->
              "SELECT set_config('idle_in_transaction_session_timeout', '60000', true) FROM "
                  + row
                  + " "
                  + lock.words;
        };
    if (handle.createQuery(sql).bindMap(arguments).mapTo(String.class).findOne().isEmpty()) {
      throw new LostException(Objects.requireNonNull(what));
    }
  }
}
