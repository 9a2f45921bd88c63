package io.berth.server.place;

import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * The folder that holds everything which must survive a restart:
 *
 * <pre>
 * berth.db         tables, unless a database is configured
 * blobs/ uploads/  content, unless storage is configured
 * spool/           parts on their way to an object store, when that is configured
 * master.key       seals secrets in the database, unless configured; mode 0600
 * tls/             the local certificate authority and the server's certificate
 * bootstrap.json   credentials made by the first start; mode 0600
 * berth.lock       held by the running server
 * </pre>
 */
public final class DataFolder implements AutoCloseable {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private static final String LOCK = "berth.lock";

  private final Path path;
  private final boolean ephemeral;

  @SuppressWarnings("UnusedVariable") // kept open: closing the channel drops the lock
  private final Optional<FileChannel> lock;

  private DataFolder(Path path, boolean ephemeral, Optional<FileChannel> lock) {
    this.path = path;
    this.ephemeral = ephemeral;
    this.lock = lock;
  }

  /**
   * Makes the folder if needed and takes its lock, for a server.
   *
   * @throws UsageException when another server uses it, it cannot be written, or it is another
   *     user's and this process is root's
   */
  public static DataFolder lock(Settings settings) {
    try {
      if (settings.ephemeral()) {
        return new DataFolder(Files.createTempDirectory("berth-"), true, Optional.empty());
      }
      var path = create(settings.data());
      return new DataFolder(path, false, Optional.of(lock(path.resolve(LOCK))));
    } catch (IOException e) {
      throw FolderAccess.refused(settings.data().toAbsolutePath().normalize(), e);
    }
  }

  /** Returns when no server of another process uses the folder; as long as that takes. */
  public static void awaitUnused(Settings settings) throws IOException {
    var file = create(settings.data()).resolve(LOCK);
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      // nobody else has it
    }
  }

  /** The folder for a command beside a running server, which the lock does not keep out. */
  public static DataFolder beside(Settings settings) {
    if (!Files.isDirectory(settings.data())) {
      throw new UsageException(
          "there is no data folder " + settings.data() + ": start the server once, or say --data");
    }
    var path = settings.data().toAbsolutePath().normalize();
    FolderAccess.check(path);
    return new DataFolder(path, false, Optional.empty());
  }

  private static Path create(Path data) throws IOException {
    var path = data.toAbsolutePath().normalize();
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
    FolderAccess.check(path);
    return path;
  }

  private static FileChannel lock(Path file) throws IOException {
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(
                (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return channel;
      }
    } catch (OverlappingFileLockException _) {
      // held by another server in this very process
    }
    var owner = Files.readString(file).strip();
    channel.close();
    throw new UsageException(
        "another Berth%s uses the data folder %s: stop it, or say --data"
            .formatted(owner.isEmpty() ? "" : " (process " + owner + ")", file.getParent()));
  }

  public Path path() {
    return path;
  }

  public Path databaseFile() {
    return path.resolve("berth.db");
  }

  public Path tls() {
    return path.resolve("tls");
  }

  public Path bootstrapFile() {
    return path.resolve("bootstrap.json");
  }

  /**
   * The master key: from the setting, else from its file, which the first start makes.
   *
   * @param mustExist true when there are secrets sealed under an earlier key; then a missing file
   *     is refused, because a new key could not open them
   */
  byte[] masterKey(Settings settings, boolean mustExist, SecureRandom random) {
    if (settings.masterKey().isPresent()) {
      return decode(settings.masterKey().get(), masterKeyPlace(settings));
    }
    var file = masterKeyFile();
    try {
      if (Files.exists(file)) {
        return decode(Files.readString(file).strip(), file.toString());
      }
      if (mustExist) {
        throw new UsageException(
            file
                + " is missing, and the database holds secrets sealed with it: put it back, or give"
                + " the setting master-key; of several servers on one database each needs the key"
                + " of the first one");
      }
      var key = new byte[32];
      random.nextBytes(key);
      writePrivate(file, Base64.getEncoder().encodeToString(key) + "\n");
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where {@link #masterKey} comes from, in words. */
  String masterKeyPlace(Settings settings) {
    return settings.masterKey().isPresent() ? "the setting master-key" : masterKeyFile().toString();
  }

  private Path masterKeyFile() {
    return path.resolve("master.key");
  }

  private static byte[] decode(String text, String where) {
    try {
      var key = Base64.getDecoder().decode(text);
      if (key.length == 32) {
        return key;
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw new UsageException(where + " must hold 32 bytes in base64");
  }

  /** Writes a file that only its owner can read, whole or not at all. */
  public static void writePrivate(Path file, String text) throws IOException {
    write(file, text, PRIVATE);
  }

  /** Writes a file anybody may read, whole or not at all. */
  public static void writePublic(Path file, String text) throws IOException {
    write(file, text, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private static void write(Path file, String text, Set<PosixFilePermission> mode)
      throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PRIVATE));
    try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.setPosixFilePermissions(fresh, mode);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Deletes a folder with all it holds. */
  public static void deleteAll(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Drops the lock; an ephemeral folder goes away with all it holds. */
  @Override
  public void close() {
    try {
      if (lock.isPresent()) {
        lock.get().close();
      }
      if (ephemeral) {
        deleteAll(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
