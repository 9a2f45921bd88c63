package io.berth.storage.s3;

import io.berth.storage.DiskFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a part until the store has them: a few in memory, more in a file that has no name
 * from the moment it is open, so that nothing is left of it whatever becomes of the process.
 */
final class PartSpool implements AutoCloseable, S3Objects.Content {
  static final int IN_MEMORY = 128 << 10;

  private final Path folder;
  private byte[] memory = new byte[8 << 10];
  private @Nullable FileChannel file;
  private long length;

  PartSpool(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws io.berth.fault.FaultException StorageFull or Unavailable when the local disk fails
   */
  void write(byte[] bytes, int offset, int count) {
    try {
      if (file == null && length + count > IN_MEMORY) {
        file = open(folder);
        write(file, ByteBuffer.wrap(memory, 0, (int) length), 0);
        memory = new byte[0];
      }
      if (file != null) {
        write(file, ByteBuffer.wrap(bytes, offset, count), length);
      } else {
        if (length + count > memory.length) {
          memory = Arrays.copyOf(memory, (int) Math.max(length + count, memory.length * 4L));
        }
        System.arraycopy(bytes, offset, memory, (int) length, count);
      }
    } catch (IOException e) {
      throw DiskFailure.of(e);
    }
    length += count;
  }

  private static FileChannel open(Path folder) throws IOException {
    var name = Files.createTempFile(folder, "part", "");
    try {
      return FileChannel.open(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(name);
    }
  }

  private static void write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  @Override
  public long length() {
    return length;
  }

  /** All of it from the beginning; may be asked for again. */
  @Override
  public InputStream open() {
    var channel = file;
    return channel == null
        ? new ByteArrayInputStream(memory, 0, (int) length)
        : new FromFile(channel, length);
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw DiskFailure.of(e);
    }
  }

  /** Reads by position, so that several may read one channel. */
  private static final class FromFile extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long position;

    FromFile(FileChannel channel, long end) {
      this.channel = channel;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      if (position >= end) {
        return -1;
      }
      int most = (int) Math.min(count, end - position);
      int read = channel.read(ByteBuffer.wrap(into, offset, most), position);
      if (read < 0) {
        throw new IOException("a part's file is shorter than what was written to it");
      }
      position += read;
      return read;
    }
  }
}
