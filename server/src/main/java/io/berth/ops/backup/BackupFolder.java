package io.berth.ops.backup;

import io.berth.storage.FolderSync;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Backups in a folder, such as a disk of another machine that is mounted here. One process at a
 * time has it. Nobody but its owner may read it.
 */
public final class BackupFolder implements BackupPlace {
  private static final String UNFINISHED = ".new";
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private final Path root;
  private final PlaceLock lock;

  private BackupFolder(Path root, PlaceLock lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Opens a folder, and makes it if there is none.
   *
   * @throws BackupRefused when another process is at it
   */
  public static BackupFolder make(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      Files.createDirectories(root);
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    }
    return open(root);
  }

  /**
   * Opens a folder that there is.
   *
   * @throws BackupRefused when there is none, or another process is at it
   */
  public static BackupFolder open(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new BackupRefused("there is no folder " + root);
    }
    return new BackupFolder(root, PlaceLock.take(root.resolve("backup.lock"), root.toString()));
  }

  private Path file(String name) {
    var file = root.resolve(name).normalize();
    if (!file.startsWith(root.normalize())) {
      throw new IllegalArgumentException("not the name of a file of a backup");
    }
    return file;
  }

  @Override
  public OptionalLong size(String name) throws IOException {
    try {
      return OptionalLong.of(Files.size(file(name)));
    } catch (NoSuchFileException _) {
      return OptionalLong.empty();
    }
  }

  @Override
  public void put(String name, Content content) throws IOException {
    var file = file(name);
    var folder = Objects.requireNonNull(file.getParent());
    make(folder, root);
    var fresh = folder.resolve(file.getFileName() + UNFINISHED);
    try (var channel =
        FileChannel.open(
            fresh,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PRIVATE))) {
      var out = new BufferedOutputStream(Channels.newOutputStream(channel), 128 << 10);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    FolderSync.force(folder);
  }

  /** Makes a folder whose name survives power loss, with those above it. */
  private static void make(Path folder, Path root) throws IOException {
    if (!Files.isDirectory(folder)) {
      var above = Objects.requireNonNull(folder.getParent());
      if (!folder.equals(root)) {
        make(above, root);
      }
      Files.createDirectory(folder);
      FolderSync.force(above);
    }
  }

  @Override
  public Optional<InputStream> get(String name) throws IOException {
    try {
      return Optional.of(Files.newInputStream(file(name)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  @Override
  public void walk(String folder, Consumer<String> visitor) throws IOException {
    var below = file(folder);
    if (Files.isDirectory(below)) {
      try (var files = Files.walk(below)) {
        files
            .filter(Files::isRegularFile)
            .forEach(file -> visitor.accept(root.relativize(file).toString()));
      }
    }
  }

  /** Removes the folder too that was the file's, when nothing else is in it. */
  @Override
  public void delete(String name) throws IOException {
    var file = file(name);
    Files.deleteIfExists(file);
    var folder = Objects.requireNonNull(file.getParent());
    if (!folder.equals(root) && Files.isDirectory(folder)) {
      try (var others = Files.list(folder)) {
        if (others.findAny().isPresent()) {
          return;
        }
      }
      Files.delete(folder);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
