package io.berth.http.message;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/**
 * A streamed answer's stream that can read from a channel into buffers of its own, so that what is
 * only handed on never lies in the heap.
 */
public interface ChannelReader {
  /** Writes everything that the channel has; waits while the client reads slowly. */
  void readAll(ReadableByteChannel bytes) throws IOException;
}
