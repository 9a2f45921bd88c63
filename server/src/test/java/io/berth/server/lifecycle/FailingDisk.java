package io.berth.server.lifecycle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A disk of its own (an ext4 in a file), which turns read-only as the kernel makes one whose
 * writing failed: at once, whoever has files open for writing. Needs root and loop devices.
 */
final class FailingDisk implements AutoCloseable {
  private static final String SIZE = "192M";

  private final Path image;
  private final Path place;

  private FailingDisk(Path image, Path place) {
    this.image = image;
    this.place = place;
  }

  /** Whether this machine lets tests have one. */
  static boolean isPossible() {
    return "root".equals(System.getProperty("user.name"))
        && Files.exists(Path.of("/dev/loop-control"))
        && Files.isDirectory(Path.of("/sys/fs/ext4"))
        && Stream.of("/sbin/mkfs.ext4", "/sbin/e2fsck", "/bin/mount")
            .allMatch(it -> Files.isExecutable(Path.of(it)));
  }

  static FailingDisk in(Path folder) throws IOException {
    var disk = new FailingDisk(folder.resolve("disk.img"), folder.resolve("disk"));
    run("truncate", "--size=" + SIZE, disk.image.toString());
    run("/sbin/mkfs.ext4", "-q", disk.image.toString());
    Files.createDirectory(disk.place);
    disk.mount();
    run("chmod", "755", folder.toString(), disk.place.toString());
    return disk;
  }

  private void mount() throws IOException {
    run("mount", "-o", "loop,errors=remount-ro", image.toString(), place.toString());
  }

  Path folder() {
    return place;
  }

  /** What was written until now is there afterwards, whoever wrote it without asking for that. */
  void settle() throws IOException {
    run("sync", "--file-system", place.toString());
  }

  void turnReadOnly() throws IOException {
    var device =
        Path.of(run("findmnt", "--noheadings", "--output", "SOURCE", place.toString()).strip());
    Files.writeString(
        Path.of("/sys/fs/ext4", device.getFileName().toString(), "trigger_fs_error"), "a test");
  }

  /** What its owner does once nobody has it open: checks it and mounts it again. */
  void mend() throws IOException {
    run("umount", place.toString());
    run("sh", "-c", "/sbin/e2fsck -fy \"$0\" || [ $? -le 2 ]", image.toString());
    mount();
  }

  private static String run(String... command) throws IOException {
    var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", "--lazy", place.toString());
  }
}
