package io.berth.ops.backup;

import io.berth.content.Digest;
import io.berth.memory.JsonMappers;
import io.berth.secret.Vault;
import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A place of backups of one installation:
 *
 * <pre>
 * backup.json                 whose it is, and under which key
 * blobs/ab/ab12…              content of all snapshots, each once
 * snapshots/&lt;time&gt;/
 *   database                  the tables, as SQLite's file
 *   blobs                     a line with digest and size for each blob they need
 *   secrets                   what must never lie about open: only where the place is sealed
 *   snapshot.json             what this is; written last
 * </pre>
 *
 * <p>In a sealed place all but the two files in JSON are sealed under the operator's key, and the
 * names of blobs tell nothing about them.
 */
public final class BackupFiles {
  private static final String DESCRIPTION = "backup.json";
  private static final String BLOBS = "blobs";
  private static final String SNAPSHOTS = "snapshots";
  private static final String LAST = "/snapshot.json";

  private final BackupPlace place;
  private final Optional<Vault> seal;

  private BackupFiles(BackupPlace place, Optional<Vault> seal) {
    this.place = place;
    this.seal = seal;
  }

  /**
   * @param installation whose backups these are
   * @param sealedUnder the fingerprint of the operator's key; empty where nothing is sealed
   */
  private record Description(int format, String installation, String sealedUnder) {}

  /** A blob that a snapshot needs. */
  record Line(Digest digest, long size) {}

  /**
   * To add to a place, which belongs to the installation from then on.
   *
   * @param seal under which everything is sealed; empty for a place that is not sealed
   * @throws BackupRefused when it is another installation's, sealed under another key, or of
   *     another version
   */
  public static BackupFiles of(BackupPlace place, String installation, Optional<Vault> seal)
      throws IOException {
    var fingerprint = seal.map(Vault::fingerprint).orElse("");
    var there = read(place, DESCRIPTION, Description.class);
    if (there.isEmpty()) {
      boolean[] isEmpty = {true};
      place.walk(SNAPSHOTS, _ -> isEmpty[0] = false);
      if (!isEmpty[0]) {
        throw new BackupRefused(
            "there are snapshots and no " + DESCRIPTION + ": put it back, or say another place");
      }
      write(place, DESCRIPTION, new Description(Snapshot.FORMAT, installation, fingerprint));
    } else {
      check(there.get(), fingerprint);
      if (!there.get().installation().equals(installation)) {
        throw new BackupRefused(
            "the backups there are of another installation (%s, this one is %s): say another place"
                .formatted(there.get().installation(), installation));
      }
    }
    return new BackupFiles(place, seal);
  }

  /**
   * To read from.
   *
   * @param seal the operator's key; empty where nothing is sealed
   * @throws BackupRefused when there is no backup, or it is under another key or of another version
   */
  public static BackupFiles read(BackupPlace place, Optional<Vault> seal) throws IOException {
    var there =
        read(place, DESCRIPTION, Description.class)
            .orElseThrow(
                () -> new BackupRefused("there is no backup: " + DESCRIPTION + " is missing"));
    check(there, seal.map(Vault::fingerprint).orElse(""));
    return new BackupFiles(place, seal);
  }

  private static void check(Description there, String fingerprint) {
    checkFormat(there.format());
    if (there.sealedUnder().equals(fingerprint)) {
      return;
    }
    if (fingerprint.isEmpty()) {
      throw new BackupRefused(
          "the backup is sealed under the key with the fingerprint %s: give its file with --key-file"
              .formatted(there.sealedUnder()));
    }
    throw new BackupRefused(
        there.sealedUnder().isEmpty()
            ? "the backup is not sealed: say it without --key-file, or say another place"
            : "the backup is sealed under the key with the fingerprint %s, and this one has %s"
                .formatted(there.sealedUnder(), fingerprint));
  }

  private static void checkFormat(int format) {
    if (format != Snapshot.FORMAT) {
      throw new BackupRefused(
          "the backup is of format %d, and this build of Berth reads format %d: use the build that made it"
              .formatted(format, Snapshot.FORMAT));
    }
  }

  boolean isSealed() {
    return seal.isPresent();
  }

  /** The names of the finished snapshots, the latest last. */
  public SortedSet<String> snapshots() throws IOException {
    return names(true);
  }

  /** The names of snapshots that were begun and never finished. */
  SortedSet<String> unfinished() throws IOException {
    var all = names(false);
    all.removeAll(snapshots());
    return all;
  }

  private SortedSet<String> names(boolean finished) throws IOException {
    var names = new TreeSet<String>();
    place.walk(
        SNAPSHOTS,
        file -> {
          var parts = file.split("/", -1);
          if (parts.length == 3 && (!finished || file.endsWith(LAST))) {
            names.add(parts[1]);
          }
        });
    return names;
  }

  /**
   * A snapshot by its name, or the latest one.
   *
   * @param name empty for the latest
   * @throws BackupRefused when it is not there, not finished, or of another version
   */
  public Snapshot snapshot(Optional<String> name) throws IOException {
    var finished = snapshots();
    if (finished.isEmpty()) {
      throw new BackupRefused(
          "there is no finished snapshot"
              + (unfinished().isEmpty() ? "" : ", only what a backup left that broke off"));
    }
    var wanted = name.orElse(finished.last());
    if (!finished.contains(wanted)) {
      throw new BackupRefused(
          (unfinished().contains(wanted)
                      ? "the snapshot %s is incomplete: its backup broke off"
                      : "there is no snapshot %s")
                  .formatted(wanted)
              + "; there are "
              + String.join(", ", finished));
    }
    var snapshot =
        read(place, Snapshot.folder(wanted) + LAST, Snapshot.class)
            .orElseThrow(() -> new BackupRefused("the snapshot " + wanted + " is gone"));
    checkFormat(snapshot.format());
    return snapshot;
  }

  /** The snapshot is finished. */
  void finish(Snapshot snapshot) throws IOException {
    write(place, snapshot.file("snapshot.json"), snapshot);
  }

  /** Removes a snapshot; its blobs stay. */
  void drop(String name) throws IOException {
    place.delete(Snapshot.folder(name) + LAST);
    var files = new TreeSet<String>();
    place.walk(Snapshot.folder(name), files::add);
    for (var file : files) {
      place.delete(file);
    }
  }

  /** Removes the blobs that no snapshot needs; how many. */
  long dropUnneeded() throws IOException {
    var needed = new TreeSet<String>();
    for (var name : snapshots()) {
      lines(snapshot(Optional.of(name)), line -> needed.add(blob(line.digest())));
    }
    var doomed = new TreeSet<String>();
    place.walk(BLOBS, doomed::add);
    doomed.removeAll(needed);
    for (var name : doomed) {
      place.delete(name);
    }
    return doomed.size();
  }

  /** What a blob is called. */
  String blob(Digest digest) {
    var name =
        seal.map(
                vault ->
                    HexFormat.of()
                        .formatHex(
                            vault.code(
                                "backup.blob",
                                digest.toString().getBytes(StandardCharsets.US_ASCII))))
            .orElseGet(
                () ->
                    digest.algorithm() == Digest.Algorithm.SHA256
                        ? digest.hex()
                        : digest.algorithm().word() + "-" + digest.hex());
    var hex = name.substring(name.indexOf('-') + 1);
    return BLOBS + "/" + hex.substring(0, 2) + "/" + name;
  }

  /** Whether a blob of this size is there; its bytes are not looked at. */
  boolean has(Line blob) throws IOException {
    long stored = isSealed() ? Vault.sealedSize(blob.size()) : blob.size();
    var there = place.size(blob(blob.digest()));
    return there.isPresent() && there.getAsLong() == stored;
  }

  /** Makes a file, sealed where the place is. */
  void put(String name, BackupPlace.Content content) throws IOException {
    if (seal.isEmpty()) {
      place.put(name, content);
      return;
    }
    place.put(
        name,
        out -> {
          try (var sealing = seal.get().sealing(name, new Unclosed(out))) {
            content.writeTo(sealing);
          }
        });
  }

  /** Who gave a stream closes it. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /** The bytes of a file, opened where the place is sealed. */
  Optional<InputStream> get(String name) throws IOException {
    var bytes = place.get(name);
    return seal.isEmpty() || bytes.isEmpty()
        ? bytes
        : Optional.of(seal.get().opening(name, bytes.get()));
  }

  /** What is done with a line. */
  @FunctionalInterface
  interface Lines {
    void line(Line line) throws IOException;
  }

  /** Reads which blobs a snapshot needs. */
  void lines(Snapshot snapshot, Lines visitor) throws IOException {
    var in =
        get(snapshot.file("blobs"))
            .orElseThrow(
                () ->
                    new BackupRefused(
                        "the snapshot " + snapshot.name() + " is incomplete: blobs is missing"));
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (var text = reader.readLine(); text != null; text = reader.readLine()) {
        var words = text.split(" ", -1);
        visitor.line(new Line(Digest.parse(words[0]), Long.parseLong(words[1])));
      }
    }
  }

  private static void write(BackupPlace place, String name, Object value) throws IOException {
    place.put(name, out -> out.write(JsonMappers.API.writeValueAsBytes(value)));
  }

  private static <T> Optional<T> read(BackupPlace place, String name, Class<T> type)
      throws IOException {
    var in = place.get(name);
    if (in.isEmpty()) {
      return Optional.empty();
    }
    try (var bytes = in.get()) {
      return Optional.of(JsonMappers.API.readValue(bytes.readAllBytes(), type));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new BackupRefused(name + " is damaged: " + e.getOriginalMessage());
    }
  }
}
