package io.berth.server.command;

import io.berth.catalog.Catalog;
import io.berth.catalog.DamagedContent;
import io.berth.control.registry.ManagedRegistries;
import io.berth.ops.gc.GarbageCollection;
import io.berth.ops.gc.GcRun;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.server.place.BlobStores;
import io.berth.server.place.DataFolder;
import io.berth.tenant.RegistryId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code gc [--dry-run] [--registry=NAME] [--delete-untagged]}: collects garbage now. A running
 * server does it, as it would on its own; without one this process does.
 */
final class GcCommand implements Command {
  private static final int WORKERS = 4;
  private static final Duration PAUSE = Duration.ofMillis(200);

  @Override
  public int run(Invocation invocation) throws Exception {
    var settings = invocation.settings();
    var clock = Clock.systemUTC();
    try (var beside = CommandDatabase.open(settings);
        var store = BlobStores.open(settings, DataFolder.beside(settings))) {
      var upkeep = settings.upkeep();
      var catalog =
          new Catalog(
              beside.database(),
              clock,
              upkeep.gcGrace(),
              new DamagedContent(beside.database(), clock)::damaged);
      var garbage =
          new GarbageCollection(
              beside.database(),
              catalog,
              store,
              upkeep.gcGrace(),
              clock,
              new SimpleMeterRegistry());
      boolean dryRun = invocation.options().containsKey("dry-run");
      var run =
          garbage.runs.ask(
              registry(beside, invocation.options().get("registry"), clock),
              GcRun.Kind.COMMAND,
              "./berth gc",
              new GcRun.Options(
                  invocation.options().containsKey("delete-untagged"),
                  upkeep.gcGrace(),
                  dryRun,
                  WORKERS));
      execute(settings, garbage, dryRun);
      return report(invocation, await(garbage, run.id()));
    }
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
  private static void execute(Settings settings, GarbageCollection garbage, boolean dryRun)
      throws IOException, InterruptedException {
    try (var _ = DataFolder.lock(settings)) {
      if (!dryRun) {
        garbage.leftovers.collect();
      }
      garbage.workOff();
    } catch (UsageException _) {
      // a server runs
    }
  }

  private static GcRun await(GarbageCollection garbage, long id) throws InterruptedException {
    while (true) {
      var run = garbage.runs.find(null, id).orElseThrow();
      if (run.endedAt() != null) {
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
    return run.status() == GcRun.Status.SUCCESS ? 0 : 1;
  }
}
