package io.berth.server.command;

import io.berth.ops.backup.Backup;
import io.berth.ops.backup.BackupFiles;
import io.berth.ops.backup.BackupRefused;
import io.berth.secret.Vault;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.server.config.Version;
import io.berth.server.place.BackupPlaces;
import io.berth.server.place.BlobStores;
import io.berth.server.place.DataFolder;
import io.berth.server.place.FolderSecrets;
import io.berth.server.place.MasterKey;
import io.berth.sql.Dialect;
import io.berth.sql.Installation;
import io.berth.storage.s3.S3Keys;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code backup PLACE (--key-file=FILE | --without-master-key) [--keep=N]}: adds a snapshot to a
 * place of backups, a folder or a bucket, beside a running server or without one. Ends with 1 when
 * the server itself does not have the bytes of something that it should. {@code backup
 * --by-other-means}: notes that one was taken without this command, as with PostgreSQL.
 */
final class BackupCommand implements Command {
  @Override
  public int run(Invocation invocation) throws Exception {
    if (invocation.options().containsKey("by-other-means")) {
      return note(invocation);
    }
    var place = place(invocation.words());
    var options = invocation.options();
    var seal = seal(options);
    if (seal.isEmpty() != options.containsKey("without-master-key")) {
      throw new UsageException(
          "say --key-file FILE to seal the backup with a key of yours (32 bytes in base64) and have"
              + " all in it, or --without-master-key to leave out the master key, which you then"
              + " keep elsewhere");
    }
    int keep = keep(options.get("keep"));
    var settings = invocation.settings();
    try (var beside = CommandDatabase.open(settings, Clock.systemUTC());
        var store = BlobStores.open(settings, DataFolder.beside(settings), beside.database())) {
      requireSqlite(beside.database().dialect());
      MasterKey.requireSettled(beside.database());
      var folder = DataFolder.beside(settings);
      try (var open = places(settings, options).make(place)) {
        var installation = new Installation(beside.database()).id().orElseThrow();
        var files = BackupFiles.of(open, installation, seal);
        var clock = Clock.systemUTC();
        var backup = new Backup(beside.database(), store, clock, invocation.out()::println);
        var secrets = seal.isEmpty() ? Map.<String, byte[]>of() : folder.secrets().read(settings);
        var snapshot =
            backup.take(files, new Backup.Origin(Version.version(), secrets), folder.backupCopy());
        new Installation(beside.database()).backupTaken(clock.instant());
        if (keep > 0) {
          backup.prune(files, keep);
        }
        if (!snapshot.missing().isEmpty()) {
          invocation
              .out()
              .println(
                  "the server does not have the bytes of "
                      + snapshot.missing().size()
                      + " blobs: berth scrub says whose they are; pushing them again mends it");
          return 1;
        }
        return 0;
      }
    } catch (BackupRefused e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** Others took a backup, whose age is watched like that of one of ours. */
  private static int note(Invocation invocation) {
    if (!invocation.words().isEmpty()) {
      throw new UsageException("--by-other-means notes that others took a backup: say no place");
    }
    var clock = Clock.systemUTC();
    try (var beside = CommandDatabase.open(invocation.settings(), clock)) {
      var now = clock.instant();
      new Installation(beside.database()).backupTaken(now);
      invocation.out().println("noted: a backup was taken by other means at " + now);
      return 0;
    }
  }

  /** The place that the word of the command names. */
  static String place(List<String> words) {
    if (words.size() != 1) {
      throw new UsageException("say the folder of the backups, or s3://bucket/prefix");
    }
    return words.getFirst();
  }

  /** Opens it, with the keys that the options name for a bucket. */
  static BackupPlaces places(Settings settings, Map<String, String> options) {
    var key = options.get("access-key");
    var file = options.get("secret-key-file");
    if ((key == null) != (file == null)) {
      throw new UsageException("--access-key and --secret-key-file belong together: say both");
    }
    return new BackupPlaces(
        settings,
        key == null || file == null
            ? Optional.empty()
            : Optional.of(new S3Keys(key, BlobStores.secret(Path.of(file)))));
  }

  /** The operator's key, where one is given. */
  static Optional<Vault> seal(Map<String, String> options) {
    return Optional.ofNullable(options.get("key-file"))
        .map(file -> new Vault(FolderSecrets.key(Path.of(file)), new SecureRandom()));
  }

  private static void requireSqlite(Dialect dialect) {
    if (dialect == Dialect.POSTGRESQL) {
      throw new UsageException(
          "the tables are in PostgreSQL: back these up with pg_dump or its own archive first, the"
              + " blobs after them (a versioned bucket, or a copy under berth gc --hold), and look"
              + " at the pair with berth verify; docs/guide/backup.md has the steps");
    }
  }

  private static int keep(@org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return 0;
    }
    try {
      int keep = Integer.parseInt(text);
      if (keep > 0) {
        return keep;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new UsageException("--keep needs a number of snapshots from 1 on, not " + text);
  }

  /** Where a server of these settings would have its tables is a file. */
  static void requireSqlite(Settings settings) {
    requireSqlite(settings.database().url().map(Dialect::of).orElse(Dialect.SQLITE));
  }
}
