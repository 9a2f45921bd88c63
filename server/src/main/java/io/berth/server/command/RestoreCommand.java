package io.berth.server.command;

import io.berth.ops.backup.BackupFiles;
import io.berth.ops.backup.BackupRefused;
import io.berth.ops.backup.RegistryRestore;
import io.berth.ops.backup.Restore;
import io.berth.ops.backup.Snapshot;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.server.place.BlobStores;
import io.berth.server.place.DataFolder;
import io.berth.server.place.Databases;
import io.berth.server.place.MasterKey;
import io.berth.sql.Database;
import io.berth.storage.BlobStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * {@code restore PLACE [--key-file=FILE] [--snapshot=NAME] [--allow-missing]}: makes a server of a
 * snapshot, in an empty data folder. Nothing that is there is replaced, and no server starts on a
 * half. With {@code --registry=NAME} brings one registry back that was deleted, into the
 * installation that goes on.
 */
final class RestoreCommand implements Command {
  @Override
  public int run(Invocation invocation) throws Exception {
    var place = BackupCommand.place(invocation.words());
    var options = invocation.options();
    var settings = invocation.settings();
    BackupCommand.requireSqlite(settings);
    try (var open = BackupCommand.places(settings, options).open(place)) {
      var files = BackupFiles.read(open, BackupCommand.seal(options));
      var snapshot = files.snapshot(Optional.ofNullable(options.get("snapshot")));
      var out = invocation.out();
      var restore = new Restore(files, snapshot, Clock.systemUTC(), out::println);
      if (options.containsKey("registry")) {
        return registry(restore, snapshot, invocation);
      }
      var secrets = restore.secrets();
      MasterKey.requireForRestore(settings, secrets, snapshot.masterKey());
      boolean mayMiss = options.containsKey("allow-missing");
      if (!mayMiss) {
        requireWhole(restore, snapshot.name());
      }
      try (var folder = DataFolder.lockEmpty(settings, snapshot.name())) {
        long lost = tables(restore, settings, folder, mayMiss);
        folder.secrets().restore(secrets);
        Files.move(
            fresh(settings, folder), database(settings, folder), StandardCopyOption.ATOMIC_MOVE);
        folder.restored();
        out.printf(
            "restored the snapshot %s: %,d blobs, %,d bytes, each with its digest%n",
            snapshot.name(), snapshot.blobs() - lost, snapshot.bytes());
        return report(out, lost + snapshot.missing().size());
      }
    } catch (BackupRefused e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** Into the installation that goes on, of which nothing is replaced. */
  private static int registry(Restore restore, Snapshot snapshot, Invocation invocation)
      throws IOException {
    var settings = invocation.settings();
    var options = invocation.options();
    var out = invocation.out();
    var tables = DataFolder.beside(settings).backupCopy();
    try (var beside = CommandDatabase.open(settings, Clock.systemUTC());
        var store = BlobStores.open(settings, DataFolder.beside(settings), beside.database())) {
      restore.database(tables);
      try (var copy = Database.sqlite(tables)) {
        Databases.migrate(copy);
      }
      var back =
          new RegistryRestore(
              restore, snapshot, tables, beside.database(), store, Clock.systemUTC(), out::println);
      return report(
          out,
          back.run(String.valueOf(options.get("registry")), options.containsKey("allow-missing")));
    } finally {
      for (var ending : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(tables.resolveSibling(tables.getFileName() + ending));
      }
    }
  }

  private static void requireWhole(Restore restore, String name) throws IOException {
    var absent = restore.absent();
    if (!absent.isEmpty()) {
      throw new BackupRefused(
          ("the snapshot %s is incomplete: %d of its blobs are not in the backup, such as %s."
                  + " Nothing was restored. Take another snapshot, bring back what was deleted, or"
                  + " say --allow-missing to restore the rest")
              .formatted(name, absent.size(), absent.getFirst()));
    }
  }

  /** Content first, so that the tables speak of nothing that is not there. */
  private static long tables(Restore restore, Settings settings, DataFolder folder, boolean mayMiss)
      throws IOException {
    var file = fresh(settings, folder);
    if (Files.exists(database(settings, folder))) {
      throw new UsageException(
          "there is a database already: " + database(settings, folder) + "; nothing was changed");
    }
    try (var store = BlobStores.open(settings, folder)) {
      requireEmpty(store, folder);
      restore.database(file);
      try (var tables = Database.sqlite(file)) {
        Databases.migrate(tables);
        BlobStores.requireAllOf(settings, folder, tables);
        return content(restore, tables, store, mayMiss);
      }
    }
  }

  private static long content(Restore restore, Database tables, BlobStore store, boolean mayMiss)
      throws IOException {
    var lost = restore.content(tables, store);
    if (!lost.isEmpty() && !mayMiss) {
      throw new BackupRefused(
          ("%d blobs of the backup are damaged, such as %s. The folder is not complete and no"
                  + " server starts there. Take another snapshot and another folder, or say"
                  + " --allow-missing to restore the rest")
              .formatted(lost.size(), lost.getFirst()));
    }
    return lost.size();
  }

  /** A store outside the data folder must not hold what somebody else needs. */
  private static void requireEmpty(BlobStore store, DataFolder folder) throws IOException {
    if (folder.wasBegunBefore()) {
      return;
    }
    for (var part : store.parts().entrySet()) {
      boolean[] isEmpty = {true};
      part.getValue().walk(_ -> isEmpty[0] = false);
      if (!isEmpty[0]) {
        throw new UsageException(
            "the store of the setting %s is not empty, and nothing there is replaced: say an empty one"
                .formatted(
                    part.getKey().isEmpty() ? "storage" : "region-storage for " + part.getKey()));
      }
    }
  }

  /** Beside its place, so that it is there at once and whole. */
  private static Path fresh(Settings settings, DataFolder folder) {
    var file = database(settings, folder);
    return file.resolveSibling(file.getFileName() + ".restoring");
  }

  private static Path database(Settings settings, DataFolder folder) {
    return settings
        .database()
        .url()
        .map(url -> Path.of(url.substring("jdbc:sqlite:".length())).toAbsolutePath())
        .orElseGet(folder::databaseFile);
  }

  private static int report(PrintStream out, long missing) {
    if (missing > 0) {
      out.printf(
          "%,d blobs are missing: they count as absent until they are pushed again%n", missing);
      return 1;
    }
    return 0;
  }
}
