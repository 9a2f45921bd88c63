package io.berth.server.command;

import io.berth.ops.backup.BackupFiles;
import io.berth.ops.backup.BackupRefused;
import io.berth.ops.backup.Restore;
import io.berth.ops.scrub.StoreCheck;
import io.berth.server.config.UsageException;
import io.berth.server.place.BlobStores;
import io.berth.server.place.DataFolder;
import java.time.Clock;
import java.util.Optional;

/**
 * {@code verify}: whether the tables and the store of blobs belong together, with any database and
 * any store, beside a running server or without one. {@code verify --backup=PLACE [--key-file=FILE]
 * [--snapshot=NAME]}: whether a snapshot is whole, by reading all of it. Ends with 1 when something
 * is missing or damaged.
 */
final class VerifyCommand implements Command {
  @Override
  public int run(Invocation invocation) throws Exception {
    var backup = invocation.options().get("backup");
    return backup == null ? pair(invocation) : backup(invocation, backup);
  }

  private static int pair(Invocation invocation) throws Exception {
    var settings = invocation.settings();
    try (var beside = CommandDatabase.open(settings, Clock.systemUTC());
        var store = BlobStores.open(settings, DataFolder.beside(settings), beside.database())) {
      var grace = settings.upkeep().gcGrace();
      var out = invocation.out();
      var found =
          new StoreCheck(beside.database(), store, Clock.systemUTC(), grace).run(out::println);
      out.printf(
          "%,d blobs in the tables: %,d without their bytes, besides %,d that were known to be"
              + " damaged; %,d files with %,d bytes that no table speaks of%n",
          found.blobs(), found.missing(), found.damaged(), found.unknown(), found.unknownBytes());
      return found.missing() == 0 ? 0 : 1;
    }
  }

  private static int backup(Invocation invocation, String place) throws Exception {
    var options = invocation.options();
    var out = invocation.out();
    try (var open = BackupCommand.places(invocation.settings(), options).open(place)) {
      var files = BackupFiles.read(open, BackupCommand.seal(options));
      var snapshot = files.snapshot(Optional.ofNullable(options.get("snapshot")));
      out.println("snapshots: " + String.join(", ", files.snapshots()));
      long damaged = new Restore(files, snapshot, Clock.systemUTC(), out::println).verify();
      out.printf(
          "snapshot %s: %,d blobs, %,d bytes: %,d damaged or missing%n",
          snapshot.name(), snapshot.blobs(), snapshot.bytes(), damaged);
      return damaged == 0 ? 0 : 1;
    } catch (BackupRefused e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
