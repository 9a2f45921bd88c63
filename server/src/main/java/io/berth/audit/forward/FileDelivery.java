package io.berth.audit.forward;

import io.berth.outbox.MessageSender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lines at the end of a file, on stable storage when it returns. It is opened anew each time, so
 * whoever rotates logs may take it away.
 */
record FileDelivery(Path file, byte[] lines) implements MessageSender.Delivery {
  private static final ConcurrentMap<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private static final Set<StandardOpenOption> AT_THE_END =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  @Override
  public String place() {
    return "file " + file;
  }

  @Override
  public void bring() throws IOException {
    var lock = LOCKS.computeIfAbsent(file, _ -> new ReentrantLock());
    lock.lock();
    try (var channel =
        FileChannel.open(
            file,
            AT_THE_END,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")))) {
      var buffer = ByteBuffer.wrap(lines);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new IOException("the file " + file + " cannot be written: " + e, e);
    } finally {
      lock.unlock();
    }
  }
}
