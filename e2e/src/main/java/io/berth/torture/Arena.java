package io.berth.torture;

import io.berth.client.Tenant;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Where experiments take place: seed, time, and a server that those share which do not harm it. */
public final class Arena implements AutoCloseable {
  private final Options options;
  private final AtomicInteger projects = new AtomicInteger();
  private @Nullable BerthProcess shared;
  private @Nullable Tenant tenant;
  private Random random = new Random();
  private long deadline;

  Arena(Options options) {
    this.options = options;
  }

  /** Begins an experiment's time. */
  void begin(Experiment experiment, Duration budget) {
    random = new Random(options.seed() * 31 + experiment.id().hashCode());
    deadline = System.nanoTime() + budget.toNanos();
  }

  Options options() {
    return options;
  }

  /** Chance for one thread; the same experiment with the same seed takes the same turns. */
  public Random random() {
    return new Random(random.nextLong());
  }

  public boolean hasTime() {
    return System.nanoTime() < deadline;
  }

  public Duration timeLeft() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /** One of two sizes: the short run's or the long one's. */
  public int size(int small, int large) {
    return options.isLong() ? large : small;
  }

  /** The server of all experiments that need none of their own. */
  public BerthProcess server() {
    var running = shared;
    if (running == null) {
      running = own(Map.of());
      shared = running;
    }
    return running;
  }

  /** The registry of the shared server. */
  public Tenant tenant() throws IOException {
    var known = tenant;
    if (known == null) {
      known = Tenant.first(server());
      tenant = known;
    }
    return known;
  }

  /** A project of its own in the shared registry. */
  public String project(String name) throws IOException {
    var unique = name + "-" + projects.incrementAndGet();
    tenant().createProject(unique);
    return unique;
  }

  /** A server for one experiment, which closes it. */
  public static BerthProcess own(Map<String, String> settings) {
    return BerthProcess.start(scratch("server"), settings, BerthProcess.QUICK);
  }

  public static Path scratch(String name) {
    return Workspace.scratch("torture-" + name);
  }

  @Override
  public void close() {
    var running = shared;
    if (running != null) {
      running.close();
    }
  }
}
