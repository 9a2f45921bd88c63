package io.berth.server.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened, to be closed in the reverse order, each once. What fails to close is told and
 * keeps nothing else open.
 */
public final class Resources implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

  /** Guarded by this, like the next. */
  private final Deque<Closing> open = new ArrayDeque<>();

  private boolean closed;

  /** Closes one thing. */
  @FunctionalInterface
  public interface Closing {
    void close() throws Exception;
  }

  /** To be closed before all that was added earlier. */
  public <T extends AutoCloseable> T add(T resource) {
    onClose(resource::close);
    return resource;
  }

  /**
   * To be done before what was added earlier is closed.
   *
   * @throws IllegalStateException when this is closed already; it is done at once then
   */
  public void onClose(Closing closing) {
    synchronized (this) {
      if (!closed) {
        open.push(closing);
        return;
      }
    }
    run(closing);
    throw new IllegalStateException("closed already");
  }

  @Override
  public void close() {
    while (true) {
      Closing next;
      synchronized (this) {
        closed = true;
        next = open.poll();
      }
      if (next == null) {
        return;
      }
      run(next);
    }
  }

  private static void run(Closing closing) {
    try {
      closing.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.error("something did not close", e);
    }
  }
}
