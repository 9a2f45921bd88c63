package io.berth.ops.backup;

import io.berth.catalog.DamagedContent;
import io.berth.catalog.StoredBlob;
import io.berth.content.Digest;
import io.berth.memory.JsonMappers;
import io.berth.sql.Database;
import io.berth.sql.Installation;
import io.berth.sql.Migrations;
import io.berth.sql.SqliteBackup;
import io.berth.storage.BlobStore;
import io.berth.storage.DamagedBlob;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes snapshots of a server that runs, or does not: first the tables, as they are at one moment,
 * then the content they speak of. Meanwhile the collector deletes no blob (see {@link
 * Installation#holdRemovals}), so all of that content is there until it was copied. What is pushed
 * after that moment is for the next snapshot.
 */
public final class Backup {
  private static final int PAGE = 500;

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Database database;
  private final BlobStore store;
  private final Clock clock;
  private final Consumer<String> tell;

  /**
   * @param database an SQLite one
   * @param tell hears what is done, in lines for people
   */
  public Backup(Database database, BlobStore store, Clock clock, Consumer<String> tell) {
    this.database = database;
    this.store = store;
    this.clock = clock;
    this.tell = tell;
  }

  /**
   * What a snapshot says of itself that the tables do not.
   *
   * @param secrets files by name; empty to leave them out
   */
  public record Origin(String version, Map<String, byte[]> secrets) {}

  /** How much was copied, and how much was there. */
  private static final class Sum {
    private final List<String> missing = new ArrayList<>();
    private long blobs;
    private long bytes;
    private long copied;
    private long copiedBytes;
  }

  /**
   * Takes a snapshot.
   *
   * @param copy where the tables are copied to first; must not exist, and is removed
   * @throws BackupRefused when secrets would lie about open
   */
  public Snapshot take(BackupFiles files, Origin origin, Path copy) throws IOException {
    if (!origin.secrets().isEmpty() && !files.isSealed()) {
      throw new BackupRefused("secrets go into sealed backups only");
    }
    for (var broken : files.unfinished()) {
      files.drop(broken);
      tell.accept("removed what was left of the snapshot " + broken + ", whose backup broke off");
    }
    var name = name(files);
    try (var hold = RemovalHold.take(database, clock)) {
      SqliteBackup.of(database, copy);
      var sum = new Sum();
      try (var tables = Database.sqlite(copy)) {
        content(files, new DamagedContent(tables, clock), sum);
        list(files, name, new DamagedContent(tables, clock), sum);
      }
      hold.check();
      var sha256 = Digest.Algorithm.SHA256.hasher();
      files.put(
          Snapshot.folder(name) + "/database",
          out -> {
            try (var in = Files.newInputStream(copy)) {
              in.transferTo(
                  new java.security.DigestOutputStream(out, sha256) {
                    @Override
                    public void close() {}
                  });
            }
          });
      if (!origin.secrets().isEmpty()) {
        files.put(
            Snapshot.folder(name) + "/secrets",
            out -> out.write(JsonMappers.API.writeValueAsBytes(origin.secrets())));
      }
      var snapshot =
          new Snapshot(
              Snapshot.FORMAT,
              name,
              origin.version(),
              Migrations.version(),
              new Installation(database).masterKey().orElse(""),
              !origin.secrets().isEmpty(),
              Digest.Algorithm.SHA256.digestOf(sha256.digest()).hex(),
              sum.blobs,
              sum.bytes,
              sum.missing);
      files.finish(snapshot);
      tell.accept(
          "snapshot %s: %,d blobs, %,d bytes; %,d blobs with %,d bytes are new"
              .formatted(name, sum.blobs, sum.bytes, sum.copied, sum.copiedBytes));
      return snapshot;
    } finally {
      Files.deleteIfExists(copy);
      Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + "-wal"));
      Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + "-shm"));
    }
  }

  /** Names sort by time, also when the clock was set back. */
  private String name(BackupFiles files) throws IOException {
    var name = NAME.format(clock.instant());
    var there = files.snapshots();
    if (!there.isEmpty() && there.last().compareTo(name) >= 0) {
      throw new BackupRefused(
          "the latest snapshot there (%s) is not older than this moment (%s): look at the clock, or wait a second"
              .formatted(there.last(), name));
    }
    return name;
  }

  private void content(BackupFiles files, DamagedContent tables, Sum sum) throws IOException {
    for (var page = tables.blobs(null, PAGE); !page.isEmpty(); ) {
      for (var blob : page) {
        if (!files.has(line(blob))) {
          copy(files, blob, sum);
        }
      }
      page = tables.blobs(page.getLast(), PAGE);
    }
  }

  private static BackupFiles.Line line(StoredBlob blob) {
    return new BackupFiles.Line(blob.digest(), blob.size());
  }

  private void copy(BackupFiles files, StoredBlob blob, Sum sum) throws IOException {
    try {
      var bytes = store.open(blob.location(), 0, Long.MAX_VALUE);
      if (bytes.isEmpty()) {
        missing(blob, "missing", sum);
        return;
      }
      try (var in = bytes.get()) {
        files.put(files.blob(blob.digest()), in::transferTo);
      }
      sum.copied++;
      sum.copiedBytes += blob.size();
    } catch (DamagedBlob _) {
      missing(blob, "corrupt", sum);
    }
  }

  private void missing(StoredBlob blob, String what, Sum sum) {
    sum.missing.add(blob.digest().toString());
    tell.accept(what + " " + blob.digest());
  }

  private static void list(BackupFiles files, String name, DamagedContent tables, Sum sum)
      throws IOException {
    files.put(
        Snapshot.folder(name) + "/blobs",
        out -> {
          for (var page = tables.blobs(null, PAGE); !page.isEmpty(); ) {
            for (var blob : page) {
              if (!sum.missing.contains(blob.digest().toString())) {
                write(out, line(blob));
                sum.blobs++;
                sum.bytes += blob.size();
              }
            }
            page = tables.blobs(page.getLast(), PAGE);
          }
        });
  }

  private static void write(OutputStream out, BackupFiles.Line line) throws IOException {
    out.write((line.digest() + " " + line.size() + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Keeps the latest snapshots and removes older ones, with the content that only they needed.
   *
   * @param keep how many, at least one
   */
  public void prune(BackupFiles files, int keep) throws IOException {
    var names = new ArrayList<>(files.snapshots());
    for (var old : names.subList(0, Math.max(0, names.size() - keep))) {
      files.drop(old);
      tell.accept("removed the snapshot " + old);
    }
    long blobs = files.dropUnneeded();
    if (blobs > 0) {
      tell.accept("removed %,d blobs that no snapshot needs".formatted(blobs));
    }
  }
}
