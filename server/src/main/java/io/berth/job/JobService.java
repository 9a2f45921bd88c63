package io.berth.job;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.memory.OutOfMemory;
import io.berth.ops.Jobs;
import io.berth.sql.Database;
import io.berth.sql.Fence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins what is asked for and what is due, in this process, and sees to it that no execution is
 * under way for ever: one whose server died is begun again by another, a few times, and then ends
 * with that as its reason.
 */
public final class JobService {
  private static final Logger LOG = LoggerFactory.getLogger(JobService.class);

  /** Executions of a registry that are under way at once, on all servers together. */
  public static final int AT_ONCE = ExecutionLeases.AT_ONCE;

  /** As often servers may die over an execution. */
  private static final int MOST_ATTEMPTS = 3;

  private static final Duration BEAT = Duration.ofSeconds(10);

  /** A thread that said nothing for so long is taken for lost. */
  private static final Duration STUCK = Duration.ofMinutes(15);

  public final Executions executions;
  public final Tasks tasks;
  public final Schedules schedules;
  public final PausedQueues queues;
  public final Instant startedAt;

  private final Database database;
  private final ExecutionLeases leases;
  private final Map<JobType, Work> works = new EnumMap<>(JobType.class);
  private final Lanes lanes = new Lanes(System::nanoTime);
  private final Map<Run, Thread> running = new ConcurrentHashMap<>();
  private volatile boolean closing;

  /**
   * @param clock what time it is for all servers of the database
   */
  public JobService(Database database, InstantSource clock) {
    this.database = database;
    executions = new Executions(database, clock);
    leases = new ExecutionLeases(database, clock);
    tasks = new Tasks(database, clock);
    schedules = new Schedules(database, clock);
    queues = new PausedQueues(database);
    startedAt = clock.instant();
  }

  /** Whose executions this process works off; to be called while it is put together. */
  public void add(JobType type, Work work) {
    works.put(type, work);
  }

  /** The kinds that {@link #add} was called for. */
  public Set<JobType> types() {
    return Set.copyOf(works.keySet());
  }

  /** Starts what repeats. */
  public void start(Jobs jobs) {
    executions.onAsked(() -> Thread.ofVirtual().name("executions begun").start(this::beginNow));
    jobs.onEachServer(Duration.ofSeconds(1), "executions begun", this::begin);
    jobs.onEachServer(BEAT, "executions still under way", this::beat);
    jobs.onOneServer(Duration.ofHours(1), "old executions forgotten", executions::prune);
  }

  private long begin() {
    askForDue();
    beginWaiting();
    return 0;
  }

  private void beginNow() {
    try {
      beginWaiting();
    } catch (RuntimeException e) {
      LOG.debug("the next look begins it", e);
    }
  }

  private void beginWaiting() {
    while (!closing && leases.anyWaiting()) {
      var place = lanes.enter();
      if (place.isEmpty()) {
        break;
      }
      var claimed = leases.claim(works.keySet());
      if (claimed.isEmpty()) {
        place.get().leave();
        break;
      }
      var execution = claimed.get();
      Thread.ofVirtual()
          .name("execution " + execution.id())
          .start(() -> inPlace(execution, place.get()));
    }
  }

  /** Asks for what is due; each schedule comes round on one server, in one transaction. */
  void askForDue() {
    for (var due : schedules.due()) {
      var paused = queues.isPaused(due.vendor().registry(), PausedQueues.SCHEDULER);
      var asked =
          database.write(
              handle ->
                  !schedules.advance(handle, due)
                      || (!paused
                          && executions
                              .ask(
                                  handle,
                                  due.vendor(),
                                  Execution.Trigger.SCHEDULE,
                                  "schedule",
                                  due.parameters())
                              .isPresent()));
      if (!asked) {
        LOG.info(
            "scheduled execution of {} left out: {}",
            due.vendor(),
            paused ? "schedules are paused" : "the last one is not over");
      }
    }
  }

  private void inPlace(Execution execution, Lanes.Place place) {
    try {
      perform(execution, place);
    } finally {
      place.leave();
    }
  }

  private void perform(Execution execution, Lanes.@Nullable Place place) {
    var run =
        new Run(
            execution,
            leases,
            tasks,
            place,
            execution.attempts() > 1 ? executions.log(execution.id()).length() : 0);
    running.put(run, Thread.currentThread());
    try {
      ExecutionLeases.fence(execution).around().run(() -> fenced(run));
    } catch (Fence.LostException | FaultException e) {
      LOG.warn("execution {}: {}", execution.id(), e.getMessage());
    } catch (Error e) {
      OutOfMemory.check(e);
      throw e;
    } finally {
      running.remove(run);
    }
  }

  private void fenced(Run run) {
    try {
      work(run);
      end(run, run.wasStopped() ? Execution.Status.STOPPED : Execution.Status.SUCCESS, "");
    } catch (InterruptedException _) {
      leave(run);
    } catch (Fence.LostException e) {
      throw e;
    } catch (RuntimeException e) {
      if (closing) {
        Thread.interrupted(); // or the database is not asked
        leave(run);
      } else {
        failed(run, e);
      }
    }
  }

  private void work(Run run) throws InterruptedException {
    var execution = run.execution();
    var work = works.get(execution.vendor().type());
    if (work == null || execution.attempts() > MOST_ATTEMPTS) {
      throw FaultException.precondition(
          "given up: %d times a server began it and did not end it".formatted(MOST_ATTEMPTS));
    }
    run.log(
        execution.attempts() == 1
            ? "begun by " + execution.startedBy()
            : "begun again, as the server that was at work stopped");
    work.run(run);
  }

  /** What a database that is away does to it is no end: it is begun again a minute later. */
  private void failed(Run run, RuntimeException e) {
    long id = run.execution().id();
    if (e instanceof FaultException refused) {
      if (refused.fault() instanceof Fault.Unavailable) {
        LOG.warn("execution {} broke off: {}", id, e.getMessage());
      } else {
        fail(run, String.valueOf(e.getMessage()));
      }
    } else {
      LOG.error("{} execution {} failed", run.execution().vendor().type(), id, e);
      fail(run, "an internal error, which the server's log tells as that of execution " + id);
    }
  }

  private void fail(Run run, String reason) {
    run.log("failed: " + reason);
    end(run, Execution.Status.ERROR, reason);
  }

  /** Not while it beats, which would take an execution that is over for one that another has. */
  private void end(Run run, Execution.Status status, String message) {
    synchronized (run) {
      leases.end(run.execution().id(), status, message);
      running.remove(run);
    }
  }

  private void leave(Run run) {
    if (!run.isGivenUp()) {
      leases.leave(run.execution());
    }
  }

  private long beat() {
    for (var entry : running.entrySet()) {
      var run = entry.getKey();
      synchronized (run) {
        if (running.containsKey(run) && !isKept(run)) {
          entry.getValue().interrupt();
        }
      }
    }
    return 0;
  }

  private boolean isKept(Run run) {
    if (!run.isAlive(STUCK)) {
      LOG.error("execution {} says nothing any more: given up", run.execution().id());
      run.giveUp();
      return false;
    }
    return leases.beat(run.execution());
  }

  /** Leaves what is under way to the next server; waits a few seconds for its steps. */
  public void stop() {
    closing = true;
    var threads = Set.copyOf(running.values());
    threads.forEach(Thread::interrupt);
    try {
      for (var thread : threads) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Executes what was asked for and nobody else works on, here and now. */
  public void workOff() {
    var over = new CountDownLatch(1);
    Thread.ofVirtual().name("executions still under way").start(() -> beatUntil(over));
    try {
      for (var claimed = leases.claim(works.keySet());
          claimed.isPresent();
          claimed = leases.claim(works.keySet())) {
        perform(claimed.get(), null);
      }
    } finally {
      over.countDown();
    }
  }

  private void beatUntil(CountDownLatch over) {
    try {
      while (!over.await(BEAT.toNanos(), TimeUnit.NANOSECONDS)) {
        beat();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody does
    }
  }
}
