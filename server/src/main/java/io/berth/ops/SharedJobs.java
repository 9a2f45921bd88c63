package io.berth.ops;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.berth.sql.Database;
import io.berth.sql.DatabaseClock;
import io.berth.sql.Dialect;
import io.berth.sql.Fence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that one of several servers does at a time: table {@code job}, kept by db-scheduler, which
 * is known here only. A run belongs to whoever raised the row's {@code version} when they took it;
 * that number stands before each write of the run ({@link Fence}).
 */
final class SharedJobs implements AutoCloseable {
  private static final String TABLE = "job";

  private final Scheduler scheduler;
  private final ExecutorService threads;
  private final Thread starting;

  private SharedJobs(Scheduler scheduler, ExecutorService threads, Thread starting) {
    this.scheduler = scheduler;
    this.threads = threads;
    this.starting = starting;
  }

  /** One run of a job. */
  @FunctionalInterface
  interface Run {
    void run() throws InterruptedException;
  }

  /** A job. */
  record Work(Duration pause, String name, Run run) {}

  /**
   * How long things take.
   *
   * @param look pause between two looks for jobs that are due
   * @param beat pause between two signs of life of a run
   */
  record Timing(Duration look, Duration beat) {
    /** The shortest pause of such a job is ten seconds. */
    static final Timing USUAL = new Timing(Duration.ofSeconds(3), Duration.ofSeconds(10));

    /** As many beats are missed before others take a run for abandoned. */
    private static final int MISSED = 4;

    /** After so long without a sign of life another server begins the run again. */
    Duration abandoned() {
      return beat.multipliedBy(MISSED);
    }
  }

  /**
   * Begins; the library is loaded beside whatever the caller does next.
   *
   * @param own this machine's clock; runs are due, and abandoned, by that of the database
   */
  static SharedJobs start(Database database, InstantSource own, List<Work> works, Timing timing) {
    var clock = new DatabaseClock(database, own);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    var scheduler =
        Scheduler.create(database.forScheduler())
            .startTasks(works.stream().map(SharedJobs::task).toList())
            .tableName(TABLE)
            .jdbcCustomization(words(database.dialect()))
            .serializer(new NoData())
            .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
            .clock(clock::instant)
            .threads(works.size() + 1)
            .executorService(threads)
            .pollingInterval(timing.look())
            .heartbeatInterval(timing.beat())
            .missedHeartbeatsLimit(Timing.MISSED)
            .shutdownMaxWait(Duration.ofSeconds(5))
            .failureLogging(LogLevel.OFF, false)
            .build();
    var starting =
        Thread.ofPlatform()
            .name("jobs of one server begin")
            .daemon()
            .start(
                () -> {
                  scheduler.start();
                  works.forEach(work -> bringForward(scheduler, clock.instant(), work));
                });
    return new SharedJobs(scheduler, threads, starting);
  }

  private static JdbcCustomization words(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> new SqliteJdbcCustomization();
      case POSTGRESQL -> new PostgreSqlJdbcCustomization(false, false);
    };
  }

  private static RecurringTask<Void> task(Work work) {
    return Tasks.recurring(work.name(), new After(work.pause()))
        .onFailure(SharedJobs::leave)
        .execute((_, context) -> run(work, context));
  }

  /** The server stops, so another one goes on at once; or one does already. */
  private static void leave(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    if (complete.getCause().filter(Fence.LostException.class::isInstance).isEmpty()) {
      operations.reschedule(complete, Instant.EPOCH);
    }
  }

  private static void run(Work work, ExecutionContext context) {
    var execution = context.getExecution();
    var fence =
        new Fence(
            "the job \"" + work.name() + "\"",
            TABLE + " WHERE task_name = :name AND task_instance = :instance AND version = :version",
            Map.of(
                "name",
                work.name(),
                "instance",
                RecurringTask.INSTANCE,
                "version",
                execution.version),
            Fence.Lock.SHARE);
    try {
      fence
          .around()
          .<@Nullable Void, InterruptedException>call(
              () -> {
                work.run().run();
                return null;
              });
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted, as the server stops", e);
    }
  }

  /** A pause that was made shorter by a setting does not begin only after the longer one. */
  private static void bringForward(Scheduler scheduler, Instant now, Work work) {
    var id = TaskInstanceId.of(work.name(), RecurringTask.INSTANCE);
    var latest = now.plus(work.pause());
    scheduler
        .getScheduledExecution(id)
        .filter(next -> !next.isPicked() && next.getExecutionTime().isAfter(latest))
        .ifPresent(_ -> scheduler.reschedule(id, latest));
  }

  /** A pause after the end of each run. */
  private record After(Duration pause) implements Schedule {
    @Override
    public Instant getNextExecutionTime(ExecutionComplete complete) {
      return complete.getTimeDone().plus(pause);
    }

    @Override
    public boolean isDeterministic() {
      return false;
    }
  }

  /** Jobs have a name and nothing else: what others write there is never read. */
  private static final class NoData implements Serializer {
    @Override
    public byte[] serialize(@Nullable Object data) {
      return new byte[0];
    }

    @Override
    public <T> @Nullable T deserialize(Class<T> type, byte[] serialized) {
      return null;
    }
  }

  /** Interrupts the runs under way, waits a few seconds for them and leaves them to others. */
  @Override
  public void close() {
    try {
      starting.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
    scheduler.stop();
  }
}
