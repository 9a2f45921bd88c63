package io.berth.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An execution under way, as its work sees it. Written by the thread that does the work. */
public final class Run {
  /** What a log holds, in characters. */
  static final int LONGEST_LOG = 65_536;

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration TELL = Duration.ofSeconds(1);

  private final Execution execution;
  private final ExecutionLeases leases;
  private final Tasks tasks;
  private final Lanes.@Nullable Place place;
  private final AtomicLong lastSign = new AtomicLong(System.nanoTime());
  private volatile boolean waits;
  private volatile boolean stopped;
  private final CountDownLatch givenUp = new CountDownLatch(1);
  private long looked;
  private long told;
  private long logged;
  private int begun;

  /**
   * @param place null for one that nobody shares the process with
   * @param logged how long its log is already
   */
  Run(
      Execution execution,
      ExecutionLeases leases,
      Tasks tasks,
      Lanes.@Nullable Place place,
      int logged) {
    this.execution = execution;
    this.leases = leases;
    this.logged = logged;
    this.tasks = tasks;
    this.place = place;
    looked = System.nanoTime() - LOOK.toNanos();
    told = System.nanoTime() - TELL.toNanos();
    begun = execution.attempts() > 1 ? tasks.count(execution.id()) : 0;
  }

  /** The execution as it was when this server took it up. */
  public Execution execution() {
    return execution;
  }

  /**
   * To be asked between two steps: false when somebody asked it to stop. Lets executions of others
   * come before, so this may take long. A step takes minutes at most: after a quarter of an hour
   * without a sign of life another server begins the execution again.
   */
  public boolean goesOn() {
    if (place != null) {
      waits = true;
      try {
        place.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt(); // the next thing that waits ends the work
      } finally {
        waits = false;
      }
    }
    lastSign.set(System.nanoTime());
    if (!stopped && System.nanoTime() - looked >= LOOK.toNanos()) {
      looked = System.nanoTime();
      stopped = leases.isStopRequested(execution.id());
    }
    return !stopped;
  }

  /**
   * Lets whoever else needs the database or the disk come in between, for a while; false at once
   * when the execution was given up, or the thread interrupted, which it stays.
   */
  public boolean rest(Duration time) {
    try {
      return !givenUp.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Adds a line to the log, which is a bounded one. */
  public void log(String line) {
    lastSign.set(System.nanoTime());
    if (logged < LONGEST_LOG) {
      logged += line.length() + 22L;
      leases.log(
          execution.id(), logged < LONGEST_LOG ? line : "the log is full: no more lines are kept");
    }
  }

  /** From where another server would go on, from now on. */
  public void position(String position) {
    lastSign.set(System.nanoTime());
    leases.position(execution.id(), position);
  }

  /** How far it is; written down at most once a second, and {@link #attributes} for the end. */
  public void progress(long done, long total) {
    lastSign.set(System.nanoTime());
    if (System.nanoTime() - told >= TELL.toNanos() || done >= total) {
      told = System.nanoTime();
      leases.progress(execution.id(), new Execution.Progress(done, total));
    }
  }

  /** What has come of it by now; kept as JSON in place of what was said before. */
  public void attributes(Object attributes) {
    leases.attributes(execution.id(), attributes);
  }

  /**
   * Begins a part that is written down.
   *
   * @return null when very many were: what comes of this one stands in the execution alone
   */
  public @Nullable Part part(String name) {
    lastSign.set(System.nanoTime());
    if (begun >= Tasks.MOST) {
      return null;
    }
    begun++;
    return new Part(tasks.begin(execution.id(), name));
  }

  /** A part of an execution under way. */
  public final class Part {
    private final long id;

    private Part(long id) {
      this.id = id;
    }

    public long id() {
      return id;
    }

    /** It is over. */
    public void end(Execution.Status status, Object attributes, String log) {
      tasks.end(id, status, attributes, log);
    }
  }

  /** Whether somebody asked it to stop, and the work was told so. */
  boolean wasStopped() {
    return stopped;
  }

  /** Another server is to begin it again. */
  void giveUp() {
    givenUp.countDown();
  }

  boolean isGivenUp() {
    return givenUp.getCount() == 0;
  }

  boolean isAlive(Duration silence) {
    return waits || System.nanoTime() - lastSign.get() < silence.toNanos();
  }
}
