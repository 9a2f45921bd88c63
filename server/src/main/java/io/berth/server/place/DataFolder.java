package io.berth.server.place;

import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.storage.FolderSync;
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
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
 * restore.unfinished  while a backup is being restored here: no server starts
 * </pre>
 */
public final class DataFolder implements AutoCloseable {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private static final String LOCK = "berth.lock";
  private static final String RESTORING = "restore.unfinished";

  /** What a folder may hold before a backup is restored into it. */
  private static final Set<String> NOTHING = Set.of(LOCK, FolderSecrets.MASTER_KEY, "lost+found");

  private static final Pattern COPY = Pattern.compile("backup-(\\d{1,18})\\.db(-wal|-shm)?");

  private final Path path;
  private final boolean ephemeral;
  private final boolean begunBefore;

  @SuppressWarnings("UnusedVariable") // kept open: closing the channel drops the lock
  private final Optional<FileChannel> lock;

  private DataFolder(Path path, boolean ephemeral, Optional<FileChannel> lock) {
    this(path, ephemeral, lock, false);
  }

  private DataFolder(
      Path path, boolean ephemeral, Optional<FileChannel> lock, boolean begunBefore) {
    this.begunBefore = begunBefore;
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
      var folder = new DataFolder(path, false, Optional.of(lock(path.resolve(LOCK))));
      if (Files.exists(path.resolve(RESTORING))) {
        folder.close();
        throw halfRestored(path);
      }
      return folder;
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
    if (Files.exists(path.resolve(RESTORING))) {
      throw halfRestored(settings.data());
    }
    FolderAccess.check(path);
    return new DataFolder(path, false, Optional.empty());
  }

  private static UsageException halfRestored(Path path) {
    return new UsageException(
        "a restore into "
            + path
            + " has not come to its end: give berth restore again with the same snapshot, or empty"
            + " the folder");
  }

  /**
   * Makes the folder if needed and takes its lock, to restore a backup into it. No server starts
   * there until {@link #restored}.
   *
   * @param snapshot which is restored: a restore of it that broke off may be begun again
   * @throws UsageException when somebody uses the folder, or it holds anything but a master key
   */
  public static DataFolder lockEmpty(Settings settings, String snapshot) {
    if (settings.ephemeral()) {
      throw new UsageException("a backup is not restored into an ephemeral folder: say --data");
    }
    try {
      var path = create(settings.data());
      requireEmpty(path, snapshot);
      var channel = lock(path.resolve(LOCK));
      var folder = new DataFolder(path, false, Optional.of(channel), requireEmpty(path, snapshot));
      writePrivate(path.resolve(RESTORING), snapshot + "\n");
      return folder;
    } catch (IOException e) {
      throw new UsageException("cannot use the data folder " + settings.data() + ": " + e);
    }
  }

  /** True when a restore of this snapshot was begun there before. */
  private static boolean requireEmpty(Path path, String snapshot) throws IOException {
    var marker = path.resolve(RESTORING);
    if (Files.exists(marker) && Files.readString(marker).strip().equals(snapshot)) {
      return true;
    }
    try (var files = Files.list(path)) {
      var other =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !NOTHING.contains(name))
              .sorted()
              .findFirst();
      if (other.isPresent()) {
        throw new UsageException(
            "the data folder %s is not empty (it has %s), and nothing there is replaced: say another one with --data, or move away what is in it"
                .formatted(path, other.get()));
      }
    }
    return false;
  }

  /** Whether {@link #lockEmpty} found a restore of the same snapshot that broke off. */
  public boolean wasBegunBefore() {
    return begunBefore;
  }

  /** What was restored is complete: servers may start. */
  public void restored() throws IOException {
    FolderSync.force(path);
    Files.deleteIfExists(path.resolve(RESTORING));
    FolderSync.force(path);
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

  /**
   * Where a backup copies the tables to first: beside them, where there is room for them. What
   * another backup left there that was killed is removed.
   */
  public Path backupCopy() throws IOException {
    long own = ProcessHandle.current().pid();
    try (var files = Files.newDirectoryStream(path, "backup-*.db*")) {
      for (var file : files) {
        var process = COPY.matcher(file.getFileName().toString());
        if (process.matches()) {
          long pid = Long.parseLong(process.group(1));
          if (pid == own || ProcessHandle.of(pid).isEmpty()) {
            Files.delete(file);
          }
        }
      }
    }
    return path.resolve("backup-" + own + ".db");
  }

  /** The files that make this installation itself. */
  public FolderSecrets secrets() {
    return new FolderSecrets(path);
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
