package io.berth.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database and its connections. SQLite gets one writing connection and several reading ones,
 * because its writers exclude one another anyway and queueing here is fairer than its busy handler;
 * PostgreSQL gets one pool for both.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int RETRIES = 4;

  /** For so long a request goes on with what it knew when it began. */
  private static final long LONGEST_MOMENT = TimeUnit.SECONDS.toNanos(1);

  private static final ScopedValue<Moment> MOMENT = ScopedValue.newInstance();

  private final Dialect dialect;
  private final HikariDataSource writers;
  private final HikariDataSource readers;
  private final Supplier<HikariDataSource> unhurried;
  private final Jdbi write;
  private final Jdbi read;
  private final @Nullable WalSync journal;
  private final TableVersions versions = new TableVersions();
  private final StatementListener listener;
  private final @Nullable ChangeLog changeLog;
  private final List<StandingQuery<?>> standing = new CopyOnWriteArrayList<>();
  private final AtomicReference<Long> seenVersion = new AtomicReference<>(0L);
  private volatile Schema schema = Schema.NONE;

  private Database(
      Dialect dialect,
      HikariDataSource writers,
      HikariDataSource readers,
      Supplier<HikariDataSource> unhurried,
      @Nullable WalSync journal) {
    this.dialect = dialect;
    this.listener = new StatementListener(this::schema, dialect);
    this.unhurried = unhurried;
    this.journal = journal;
    this.writers = writers;
    this.readers = readers;
    this.write = Pools.writing(writers, dialect);
    this.read = dialect == Dialect.POSTGRESQL ? write : Pools.reading(readers);
    this.changeLog = dialect == Dialect.POSTGRESQL ? new ChangeLog(writers, versions) : null;
    write.setSqlLogger(listener);
    read.setSqlLogger(listener);
    if (dialect == Dialect.SQLITE) {
      for (var jdbi : List.of(write, read)) {
        jdbi.setStatementBuilderFactory(new CachedStatements());
      }
      write.setTransactionHandler(new SqliteTransactions());
    }
    learnSchema();
  }

  /** What one request knows of the database. */
  private static final class Moment {
    private final Database database;
    private volatile long caughtUp;
    private volatile boolean isCaughtUp;

    Moment(Database database) {
      this.database = database;
    }
  }

  /**
   * Opens or creates an SQLite file in WAL mode; what {@link #write} committed survives power loss.
   */
  public static Database sqlite(Path file) {
    var url = "jdbc:sqlite:" + file.toAbsolutePath();
    return new Database(
        Dialect.SQLITE,
        Pools.sqlite(url, 1, false),
        Pools.sqlite(url, 8, true),
        () -> Pools.sqlite(url, 1, false),
        WalSync.of(file));
  }

  /**
   * Connects to the database a JDBC URL names.
   *
   * @param user ignored for SQLite
   * @param password ignored for SQLite; null where the server asks for none
   * @throws IllegalArgumentException when the URL is neither SQLite's nor PostgreSQL's
   */
  public static Database connect(String jdbcUrl, @Nullable String user, @Nullable String password) {
    if (Dialect.of(jdbcUrl) == Dialect.SQLITE) {
      return sqlite(Path.of(jdbcUrl.substring("jdbc:sqlite:".length())));
    }
    var pool = Pools.postgresql(jdbcUrl, user, password);
    return new Database(
        Dialect.POSTGRESQL, pool, pool, () -> Pools.unhurried(jdbcUrl, user, password), null);
  }

  /** Which of the two databases this is. */
  public Dialect dialect() {
    return dialect;
  }

  /** Connections of their own that wait for changes of the tables; the caller closes them. */
  HikariDataSource unhurriedConnections() {
    return unhurried.get();
  }

  /**
   * The connections of writers, for the library that schedules jobs: it commits each statement by
   * itself, to a table of its own from which no answer is kept.
   */
  public DataSource forScheduler() {
    return writers;
  }

  /**
   * Runs reading statements on one connection; each statement sees what was committed before it.
   */
  public <R extends @Nullable Object, X extends Exception> R read(HandleCallback<R, X> work)
      throws X {
    assert hasOneConnection();
    try {
      return read.withHandle(work);
    } catch (JdbiException e) {
      throw DatabaseOutage.of(e);
    }
  }

  /**
   * Runs the work in one transaction and commits it durably, or leaves no trace when it throws. A
   * transaction that PostgreSQL aborts because of another one runs again, so the work must have no
   * effect outside the database.
   *
   * @throws io.berth.fault.FaultException StorageFull when its disk is full, Unavailable when it is
   *     away, fails to read or write, or has no connection free
   */
  public <R extends @Nullable Object, X extends Exception> R write(HandleCallback<R, X> work)
      throws X {
    R result = writeLazily(work);
    sync();
    return result;
  }

  /**
   * {@link #write} for what may be forgotten when the power fails, such as that an upload was
   * begun: on SQLite it survives the death of this process at once, and the machine's with the next
   * write. On PostgreSQL it is no different from write.
   */
  public <R extends @Nullable Object, X extends Exception> R writeLazily(HandleCallback<R, X> work)
      throws X {
    for (int attempt = 1; ; attempt++) {
      try {
        return inTransaction(work);
      } catch (JdbiException e) {
        if (attempt == RETRIES || !DatabaseOutage.isConflict(e)) {
          throw DatabaseOutage.of(e);
        }
      }
    }
  }

  private void sync() {
    if (journal != null) {
      try {
        listener.sync(journal);
      } catch (IOException e) {
        throw DatabaseOutage.of(e);
      }
    }
  }

  private <R extends @Nullable Object, X extends Exception> R inTransaction(
      HandleCallback<R, X> work) throws X {
    var logged = new AtomicLong();
    var fence = Fence.current();
    HandleCallback<R, X> guarded =
        fence == null
            ? work
            : handle -> {
              fence.check(handle, dialect);
              return work.withHandle(handle);
            };
    listener.beginWriting();
    try {
      return changeLog == null
          ? write.inTransaction(guarded)
          : write.inTransaction(
              handle -> {
                R result = guarded.withHandle(handle);
                var changed = listener.changed();
                if (!changed.isEmpty()) {
                  logged.set(ChangeLog.append(handle, changed));
                }
                return result;
              });
    } finally {
      // Also after a failure: nobody knows how far a commit came that the disk refused.
      changed(listener.end(), logged.get());
    }
  }

  private void changed(Set<String> tables, long logged) {
    versions.changed(tables);
    if (changeLog != null && logged > 0) {
      changeLog.counted(logged);
    }
    if (!tables.isEmpty()) {
      follow();
    }
  }

  private void follow() {
    for (var query : standing) {
      try {
        query.follow();
      } catch (RuntimeException e) {
        LOG.warn("an answer that stands in memory could not be read again: {}", e.toString());
      }
    }
  }

  /**
   * Notices what others committed since the last look: a command beside the server that has the
   * SQLite file, or another server on the same PostgreSQL. To be called several times a second, for
   * {@link StandingQuery}; costs microseconds, or one short statement.
   */
  public void noticeOthers() {
    if (changeLog != null) {
      caughtUp(changeLog);
    } else {
      // Asked on the one writing connection, whose own commits leave this number as it is.
      var version =
          write.withHandle(
              handle -> handle.createQuery("PRAGMA data_version").mapTo(Long.class).one());
      if (!version.equals(seenVersion.getAndSet(version))) {
        versions.everythingChanged();
      }
    }
    follow();
  }

  /** Forgets what every server has noticed long ago; how much. To be called now and then. */
  public long forgetNoticed() {
    return changeLog == null ? 0 : write.withHandle(ChangeLog::trim);
  }

  /**
   * What is bound for a request, and that it sees what any server acknowledged before it began: it
   * looks only once for that, or once a second while it lasts. Outside of this each answer of a
   * {@link QueryCache} looks by itself.
   */
  public ScopedValue.Carrier asOfNow(ScopedValue.Carrier request) {
    return changeLog == null ? request : request.where(MOMENT, new Moment(this));
  }

  /**
   * Returns when all that was acknowledged before is noticed, on PostgreSQL by other servers too.
   */
  void catchUp() {
    if (changeLog == null) {
      return;
    }
    assert hasOneConnection();
    var moment = MOMENT.isBound() && MOMENT.get().database == this ? MOMENT.get() : null;
    long now = System.nanoTime();
    if (moment == null || !moment.isCaughtUp || now - moment.caughtUp > LONGEST_MOMENT) {
      caughtUp(changeLog);
      if (moment != null) {
        moment.caughtUp = now;
        moment.isCaughtUp = true;
      }
    }
  }

  /** Whether {@link #catchUp} returns without asking the database. */
  boolean isCaughtUp() {
    return changeLog == null;
  }

  /**
   * A transaction that asks for a second connection may wait for one that another transaction has,
   * which waits for this one: so it asks through its handle, and what else it needs comes before.
   */
  private boolean hasOneConnection() {
    return dialect != Dialect.POSTGRESQL || !listener.isWriting();
  }

  private static void caughtUp(ChangeLog changeLog) {
    try {
      changeLog.catchUp();
    } catch (JdbiException e) {
      throw DatabaseOutage.of(e);
    }
  }

  /** Reads which tables there are, anew after they were changed. */
  void learnSchema() {
    schema = read.withHandle(handle -> Schema.read(handle, dialect));
    versions.everythingChanged();
  }

  Schema schema() {
    return schema;
  }

  /** All its connections. */
  Set<HikariDataSource> pools() {
    return dialect == Dialect.POSTGRESQL ? Set.of(writers) : Set.of(writers, readers);
  }

  TableVersions versions() {
    return versions;
  }

  StatementListener listener() {
    return listener;
  }

  /** From now on the answer is read again whenever it changes. */
  void standing(StandingQuery<?> query) {
    standing.add(query);
  }

  /** {@link #write} for work without a result. */
  public <X extends Exception> void run(HandleConsumer<X> work) throws X {
    this.<@Nullable Void, X>write(
        handle -> {
          work.useHandle(handle);
          return null;
        });
  }

  /** {@link #writeLazily} for work without a result. */
  public <X extends Exception> void runLazily(HandleConsumer<X> work) throws X {
    this.<@Nullable Void, X>writeLazily(
        handle -> {
          work.useHandle(handle);
          return null;
        });
  }

  /**
   * Until the transaction of this handle ends no other passes here with the same name, so that what
   * is counted first and then added to stays within its bound. SQLite's writers are alone anyway.
   */
  public void oneByOne(Handle handle, String name) {
    if (dialect == Dialect.POSTGRESQL) {
      handle
          .createQuery("SELECT count(pg_advisory_xact_lock(hashtextextended(:name, 0)))")
          .bind("name", name)
          .mapTo(Long.class)
          .one();
    }
  }

  /** True when the statement failed because a UNIQUE or PRIMARY KEY constraint was hit. */
  public static boolean isDuplicate(JdbiException e) {
    return DatabaseOutage.isDuplicate(e);
  }

  /** It stops soon: what others lock is not waited for long any more. */
  public void hurry() {
    Pools.hurry(writers, dialect);
  }

  /** True when the database answers. */
  public boolean answers() {
    try {
      return read((Handle handle) -> handle.createQuery("SELECT 1").mapTo(Integer.class).one())
          == 1;
    } catch (RuntimeException _) {
      return false;
    }
  }

  @Override
  public void close() {
    writers.close();
    readers.close();
  }
}
