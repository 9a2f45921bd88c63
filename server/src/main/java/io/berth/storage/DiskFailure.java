package io.berth.storage;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failing disk means for the caller. */
public final class DiskFailure {
  private static final Logger LOG = LoggerFactory.getLogger(DiskFailure.class);
  private static final Duration UNTIL_CLEANED = Duration.ofSeconds(30);
  private static final Duration UNTIL_MENDED = Duration.ofSeconds(10);

  private DiskFailure() {}

  /** StorageFull when there is no space (or quota, or inode) left, else Unavailable. */
  public static FaultException of(IOException e) {
    LOG.warn("storage: {}", e.toString());
    return isFull(e)
        ? full()
        : new FaultException(
            new Fault.Unavailable(UNTIL_MENDED, "the storage cannot be written to now: try again"));
  }

  /** StorageFull. */
  public static FaultException full() {
    return new FaultException(
        new Fault.StorageFull(
            UNTIL_CLEANED,
            "the storage is full: nothing can be pushed until space is freed; pulls and deletes go"
                + " on"));
  }

  /** The JDK hands on the system's words, ENOSPC and EDQUOT, and no number. */
  private static boolean isFull(IOException e) {
    var message = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
    return message.contains("no space left on device") || message.contains("disk quota exceeded");
  }
}
