package io.berth.storage.s3;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What a {@link PlainConnection} reads, straight into the reader's buffer: one in direct memory is
 * filled by the kernel. After the last byte the connection is free for others.
 */
final class PlainStream extends ObjectStream {
  private final PlainConnections connections;
  private final PlainConnection connection;
  private final PlainConnection.Head head;
  private long left;

  /**
   * @param head of the answer whose body comes next on the connection; its length is known
   */
  PlainStream(PlainConnections connections, PlainConnection connection, PlainConnection.Head head) {
    this.connections = connections;
    this.connection = connection;
    this.head = head;
    this.left = head.length();
    if (left == 0) {
      connections.free(connection, head.staysOpen());
    }
  }

  @Override
  long length() {
    return head.length();
  }

  @Override
  public long whole() {
    return head.value("content-range")
        .map(range -> range.substring(range.indexOf('/') + 1))
        .filter(whole -> !whole.isEmpty() && whole.chars().allMatch(Character::isDigit))
        .map(Long::parseLong)
        .orElse(head.length());
  }

  @Override
  String etag() {
    return head.value("etag").orElse("");
  }

  @Override
  Duration age() {
    return UNKNOWN_AGE;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    return read(ByteBuffer.wrap(into, offset, count));
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (left == 0) {
      return -1;
    }
    int limit = into.limit();
    into.limit(into.position() + (int) Math.min(into.remaining(), left));
    try {
      int read = connection.read(into);
      if (read < 0) {
        throw new EOFException("the store broke off " + left + " bytes before the end");
      }
      left -= read;
      if (left == 0) {
        connections.free(connection, head.staysOpen());
      }
      return read;
    } finally {
      into.limit(limit);
    }
  }

  @Override
  void end() {
    if (left > 0) {
      left = 0;
      connections.free(connection, false);
    }
  }
}
