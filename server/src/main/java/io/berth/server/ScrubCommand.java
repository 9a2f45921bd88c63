package io.berth.server;

import io.berth.ops.scrub.Scrub;
import io.berth.storage.file.FileBlobStore;
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
    try (var beside = Beside.open(settings)) {
      var store =
          new FileBlobStore(settings.blobs().folder().orElse(DataFolder.beside(settings).path()));
      var scrub = new Scrub(beside.database(), store, Clock.systemUTC(), new SimpleMeterRegistry());
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
