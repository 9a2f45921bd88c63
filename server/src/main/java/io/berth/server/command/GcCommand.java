package io.berth.server.command;

import io.berth.catalog.Catalog;
import io.berth.catalog.DamagedContent;
import io.berth.control.registry.ManagedRegistries;
import io.berth.job.Execution;
import io.berth.job.JobService;
import io.berth.ops.gc.GarbageCollection;
import io.berth.ops.gc.GcRun;
import io.berth.server.config.Quantities;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.server.place.BlobStores;
import io.berth.server.place.DataFolder;
import io.berth.sql.Database;
import io.berth.sql.DatabaseClock;
import io.berth.sql.Installation;
import io.berth.tenant.RegistryId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code gc [--dry-run] [--registry=NAME] [--delete-untagged] [--empty-trash]}: collects garbage
 * now. A running server does it, as it would on its own; without one this process does. {@code gc
 * --hold=TIME} and {@code gc --release} keep all servers from deleting blobs while somebody copies
 * them.
 */
final class GcCommand implements Command {
  private static final int WORKERS = 4;
  private static final Duration PAUSE = Duration.ofMillis(200);

  @Override
  public int run(Invocation invocation) throws Exception {
    var settings = invocation.settings();
    var clock = Clock.systemUTC();
    try (var beside = CommandDatabase.open(settings, Clock.systemUTC());
        var store = BlobStores.open(settings, DataFolder.beside(settings), beside.database())) {
      var hold = hold(invocation.options());
      if (hold.isPresent()) {
        return hold(beside.database(), clock.instant(), hold.get(), invocation.out());
      }
      var upkeep = settings.upkeep();
      var catalog =
          new Catalog(
              beside.database(),
              clock,
              upkeep.gcGrace(),
              upkeep.trashDays(),
              new DamagedContent(beside.database(), clock)::damaged);
      var jobs = new JobService(beside.database(), new DatabaseClock(beside.database(), clock));
      var garbage =
          new GarbageCollection(
              beside.database(),
              catalog,
              store,
              jobs,
              upkeep.gcGrace(),
              clock,
              new SimpleMeterRegistry());
      boolean dryRun = invocation.options().containsKey("dry-run");
      var registry = registry(beside, invocation.options().get("registry"), clock);
      if (invocation.options().containsKey("empty-trash") && !dryRun) {
        invocation
            .out()
            .println("purged: %d deleted thing(s)".formatted(catalog.trash().empty(registry)));
      }
      var run =
          garbage.runs.ask(
              registry,
              "./berth gc",
              new GcRun.Options(
                  invocation.options().containsKey("delete-untagged"),
                  upkeep.gcGrace(),
                  dryRun,
                  WORKERS));
      execute(settings, garbage, jobs, dryRun);
      return report(invocation, await(garbage, registry, run.id()));
    }
  }

  /** For how long nothing may be deleted; zero to end that. */
  private static Optional<Duration> hold(Map<String, String> options) {
    return options.containsKey("release")
        ? Optional.of(Duration.ZERO)
        : Optional.ofNullable(options.get("hold")).map(GcCommand::duration);
  }

  private static Duration duration(String text) {
    try {
      return Quantities.duration(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--hold " + text + ": " + e.getMessage());
    }
  }

  private static int hold(Database database, Instant now, Duration time, PrintStream out) {
    var until = now.plus(time).truncatedTo(ChronoUnit.SECONDS);
    new Installation(database).holdRemovals(until);
    out.println(time.isZero() ? "blobs may be deleted again" : "no blob is deleted until " + until);
    return 0;
  }

  private static @Nullable RegistryId registry(
      CommandDatabase beside, @Nullable String wanted, Clock clock) {
    if (wanted == null) {
      return null;
    }
    var all =
        new ManagedRegistries(beside.database(), beside.vault(), beside.random(), clock).all();
    return CredentialsCommand.choose(all, wanted).id();
  }

  /** Here when no server holds the folder; else the server has seen what was asked for. */
  private static void execute(
      Settings settings, GarbageCollection garbage, JobService jobs, boolean dryRun)
      throws IOException {
    try (var _ = DataFolder.lock(settings)) {
      if (!dryRun) {
        garbage.leftovers.collect();
      }
      jobs.workOff();
    } catch (UsageException _) {
      // a server runs
    }
  }

  private static GcRun await(GarbageCollection garbage, @Nullable RegistryId registry, long id)
      throws InterruptedException {
    while (true) {
      var run = garbage.runs.find(registry, id).orElseThrow();
      if (run.execution().isOver()) {
        return run;
      }
      Thread.sleep(PAUSE);
    }
  }

  private static int report(Invocation invocation, GcRun run) {
    var freed = run.freed();
    var verb = run.options().dryRun() ? "would be deleted" : "deleted";
    invocation
        .out()
        .printf(
            "%s: %d manifest(s), %d link(s), %d blob(s), %d bytes%n",
            verb, freed.manifests(), freed.links(), freed.blobs(), freed.bytes());
    return run.execution().status() == Execution.Status.SUCCESS ? 0 : 1;
  }
}
