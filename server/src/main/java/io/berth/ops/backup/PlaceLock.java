package io.berth.ops.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One process at a time is at a place of backups; the lock goes with the process. */
public final class PlaceLock implements AutoCloseable {
  private final FileChannel channel;

  private PlaceLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @param file is made, and stays
   * @param place what it is for, for people
   * @throws BackupRefused when another process has it
   */
  public static PlaceLock take(Path file, String place) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new PlaceLock(channel);
      }
    } catch (OverlappingFileLockException _) {
      // by this very process
    }
    channel.close();
    throw new BackupRefused("another backup or restore is at work in " + place + ": wait for it");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
