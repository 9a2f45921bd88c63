package io.berth.quota;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** One request's work on an upload, as the quota sees it; belongs to the request's thread. */
public final class UploadRoom implements AutoCloseable {
  /** Streams of unknown length set aside this much at a time. */
  private static final long STEP = 8L << 20;

  private final QuotaLedger ledger;
  private final String uploadId;
  private long kept;

  UploadRoom(QuotaLedger ledger, String uploadId) {
    this.ledger = ledger;
    this.uploadId = uploadId;
  }

  /**
   * Makes room for an upload of {@code total} bytes in all.
   *
   * @throws io.berth.fault.FaultException QuotaExceeded
   */
  public void grow(long total) {
    ledger.grow(uploadId, total);
  }

  /**
   * Makes room for a body before it is read or, when nobody knows its length, while it is read.
   *
   * @param offset where the body's first byte belongs in the upload
   * @param length of the body, -1 when it is not known
   * @throws io.berth.fault.FaultException QuotaExceeded, also from the stream
   */
  public InputStream admit(long offset, long length, InputStream body) {
    if (length >= 0) {
      grow(offset + length);
      return body;
    }
    return new Growing(body, offset);
  }

  /** Says how many bytes of the upload there are; the room beyond is given back at the end. */
  public void keep(long bytes) {
    kept = bytes;
  }

  @Override
  public void close() {
    ledger.rest(uploadId, kept);
  }

  private final class Growing extends FilterInputStream {
    private long position;
    private long room;

    Growing(InputStream body, long offset) {
      super(body);
      this.position = offset;
      this.room = offset;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      int n = super.read(buffer, offset, count);
      if (n > 0) {
        position += n;
        if (position > room) {
          widen();
        }
      }
      return n;
    }

    /** In steps while there is room, to the byte when there is not. */
    private void widen() {
      try {
        grow(position + STEP);
        room = position + STEP;
      } catch (io.berth.fault.FaultException _) {
        grow(position);
        room = position;
      }
    }
  }
}
