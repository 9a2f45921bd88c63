package io.berth.server.command;

import io.berth.audit.AuditLog;
import io.berth.ops.scrub.Quarantine;
import io.berth.ops.scrub.Scrub;
import io.berth.server.place.BlobStores;
import io.berth.server.place.DataFolder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/**
 * {@code scrub}: hashes everything that is stored, beside a running server or without one, and puts
 * into quarantine what is wrong. Ends with 1 when something is.
 */
final class ScrubCommand implements Command {
  @Override
  public int run(Invocation invocation) throws Exception {
    var settings = invocation.settings();
    try (var beside = CommandDatabase.open(settings, Clock.systemUTC());
        var store = BlobStores.open(settings, DataFolder.beside(settings), beside.database())) {
      var clock = Clock.systemUTC();
      var metrics = new SimpleMeterRegistry();
      var audit = new AuditLog(beside.database(), clock);
      var quarantine = new Quarantine(beside.database(), store, clock, audit, metrics);
      var scrub = new Scrub(beside.database(), quarantine, clock, metrics);
      var report = scrub.all(invocation.out()::println);
      invocation
          .out()
          .printf(
              "checked %d, %d bytes: %d damaged%n",
              report.checked(), report.bytes(), report.damaged());
      return report.damaged() == 0 ? 0 : 1;
    }
  }
}
