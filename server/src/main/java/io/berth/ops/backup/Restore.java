package io.berth.ops.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.berth.catalog.DamagedContent;
import io.berth.catalog.StoredBlob;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.memory.JsonMappers;
import io.berth.sql.Database;
import io.berth.sql.Installation;
import io.berth.sql.Migrations;
import io.berth.storage.BlobStore;
import io.berth.storage.DamagedBlob;
import io.berth.storage.UploadSession.CommitResult;
import io.berth.storage.UploadSession.Recorded;
import io.berth.storage.VerifyingStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a snapshot: to see whether it is whole, or to make a server of it again. */
public final class Restore {
  private static final int PAGE = 500;
  private static final String UPLOAD = "restore-";

  private final BackupFiles files;
  private final Snapshot snapshot;
  private final Clock clock;
  private final Consumer<String> tell;

  /**
   * @param tell hears what is done and what is wrong, in lines for people
   * @throws BackupRefused when a newer build than this one took the snapshot
   */
  public Restore(BackupFiles files, Snapshot snapshot, Clock clock, Consumer<String> tell) {
    if (snapshot.schema() > Migrations.version()) {
      throw new BackupRefused(
          ("the snapshot %s was taken by Berth %s, whose tables are of version %d, and this build"
                  + " knows version %d: restore it with that build")
              .formatted(
                  snapshot.name(), snapshot.version(), snapshot.schema(), Migrations.version()));
    }
    this.files = files;
    this.snapshot = snapshot;
    this.clock = clock;
    this.tell = tell;
  }

  /**
   * The files that are sealed in the snapshot, by name; empty when it was taken without them.
   *
   * @throws BackupRefused when they cannot be read
   */
  public Map<String, byte[]> secrets() throws IOException {
    if (!snapshot.hasSecrets()) {
      return Map.of();
    }
    try (var in = file("secrets")) {
      return JsonMappers.API.readValue(in.readAllBytes(), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new BackupRefused("secrets is damaged: " + e.getOriginalMessage());
    }
  }

  private InputStream file(String name) throws IOException {
    return files
        .get(snapshot.file(name))
        .orElseThrow(
            () ->
                new BackupRefused(
                    "the snapshot %s is incomplete: %s is missing"
                        .formatted(snapshot.name(), name)));
  }

  /** The blobs that are not in the place, by a look at names and sizes. */
  public List<Digest> absent() throws IOException {
    var absent = new ArrayList<Digest>();
    long[] many = {0};
    files.lines(
        snapshot,
        line -> {
          many[0]++;
          if (!files.has(line)) {
            absent.add(line.digest());
          }
        });
    if (many[0] != snapshot.blobs()) {
      throw new BackupRefused(
          "the snapshot %s is incomplete: its list has %d blobs of %d"
              .formatted(snapshot.name(), many[0], snapshot.blobs()));
    }
    return absent;
  }

  /**
   * Reads everything and hashes it.
   *
   * @return how much of it is damaged or missing
   */
  public long verify() throws IOException {
    long[] damaged = {0};
    absent();
    try (var in = file("database")) {
      var sha256 = Digest.Algorithm.SHA256.hasher();
      new DigestInputStream(in, sha256).transferTo(OutputStream.nullOutputStream());
      if (!Digest.Algorithm.SHA256
          .digestOf(sha256.digest())
          .hex()
          .equals(snapshot.databaseSha256())) {
        tell.accept("corrupt database");
        damaged[0]++;
      }
    } catch (IOException e) {
      tell.accept("corrupt database: " + e.getMessage());
      damaged[0]++;
    }
    files.lines(
        snapshot,
        line -> {
          var problem = problem(line);
          if (problem != null) {
            tell.accept(problem + " " + line.digest());
            damaged[0]++;
          }
        });
    return damaged[0];
  }

  private @Nullable String problem(BackupFiles.Line line) throws IOException {
    var bytes = files.get(files.blob(line.digest()));
    if (bytes.isEmpty()) {
      return "missing";
    }
    try (var in = new VerifyingStream(bytes.get(), line.digest(), () -> {})) {
      in.transferTo(OutputStream.nullOutputStream());
      return null;
    } catch (IOException e) {
      return "corrupt";
    }
  }

  /**
   * Writes the tables as they were into a file, on stable storage when this returns.
   *
   * @throws BackupRefused when they are not what was backed up
   */
  public void database(Path file) throws IOException {
    var sha256 = Digest.Algorithm.SHA256.hasher();
    try (var in = file("database");
        var channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      new DigestInputStream(in, sha256).transferTo(Channels.newOutputStream(channel));
      channel.force(true);
    }
    if (!Digest.Algorithm.SHA256
        .digestOf(sha256.digest())
        .hex()
        .equals(snapshot.databaseSha256())) {
      throw new BackupRefused(
          "the tables of the snapshot %s are damaged: take another snapshot"
              .formatted(snapshot.name()));
    }
  }

  /**
   * Puts the content of the tables into the stores that they name, each blob only when it has its
   * digest.
   *
   * @param tables as {@link #database} wrote them, of this build's version
   * @param store holds nothing that anybody needs
   * @return the blobs that are missing or damaged in the backup; in the tables they count as absent
   *     until they are pushed again
   */
  public List<Digest> content(Database tables, BlobStore store) throws IOException {
    var damages = new DamagedContent(tables, clock);
    var lost = new ArrayList<Digest>();
    for (var page = damages.blobs(null, PAGE); !page.isEmpty(); ) {
      var moved = new HashMap<BlobLocation, String>();
      for (var blob : page) {
        var location = copy(blob, store);
        if (location == null) {
          lost.add(blob.digest());
          damages
              .suspect(blob, DamagedContent.Kind.MISSING)
              .ifPresent(it -> damages.settle(it, DamagedContent.Kind.MISSING));
        } else if (!location.equals(blob.location())) {
          moved.put(blob.location(), location.key());
        }
      }
      damages.moved(moved);
      page = damages.blobs(page.getLast(), PAGE);
    }
    manifests(damages);
    new Installation(tables).holdRemovals(Instant.EPOCH); // what this backup held is over
    return lost;
  }

  /** Where the blob is now; null when the backup does not have its bytes. */
  @Nullable BlobLocation copy(StoredBlob blob, BlobStore store) throws IOException {
    var bytes = files.get(files.blob(blob.digest()));
    if (bytes.isEmpty()) {
      tell.accept("missing " + blob.digest());
      return null;
    }
    var name = blob.location().store();
    var part = store.part(name);
    var session = part.begin(UPLOAD + blob.digest().hex().substring(0, 32));
    if (session.size() > 0) {
      session.cancel(); // what a restore left that broke off
      session = part.begin(session.id());
    }
    session.expect(blob.digest().algorithm());
    try (var in = new VerifyingStream(bytes.get(), blob.digest(), () -> {})) {
      session.append(0, in);
    } catch (DamagedBlob _) {
      session.cancel();
      tell.accept("corrupt " + blob.digest());
      return null;
    }
    var placed = new AtomicReference<BlobLocation>();
    var result =
        session.commit(
            blob.digest(),
            (location, _) -> {
              placed.set(location.in(name));
              return Recorded.HERE;
            });
    if (!(result instanceof CommitResult.Committed)) {
      throw new IOException("blob " + blob.digest() + " could not be stored: " + result);
    }
    return placed.get();
  }

  private void manifests(DamagedContent damages) {
    for (var page = damages.manifests(0, PAGE); !page.isEmpty(); ) {
      for (var manifest : page) {
        if (!Digest.of(manifest.digest().algorithm(), manifest.content())
            .equals(manifest.digest())) {
          tell.accept("corrupt manifest " + manifest.digest());
          damages.damaged(manifest);
        }
      }
      page = damages.manifests(page.getLast().id(), PAGE);
    }
  }
}
