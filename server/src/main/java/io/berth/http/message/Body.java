package io.berth.http.message;

import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body, read once. Reading blocks the request's virtual thread until the client sends
 * more, and nothing more is taken from the socket than the reader asked for plus a fixed buffer.
 */
public interface Body {
  /** What Content-Length says, or -1 when the length is not known beforehand. */
  long length();

  /** The bytes as they arrive, never decoded (a Content-Encoding is not undone). */
  InputStream stream();

  /**
   * The whole body. Whoever asks again gets the same bytes, which nobody may change: what a caller
   * signed is looked at before the handler wants it.
   *
   * @throws io.berth.fault.FaultException TooLarge above {@code limit} bytes
   */
  byte[] bytes(int limit) throws IOException;

  /** Forgets what arrived and nobody read, and what still comes; the request is over. */
  default void discard() {}
}
