package io.berth.client;

import java.io.IOException;
import java.io.OutputStream;

/** The bytes of a request. */
public interface Body {
  /** No body, and no Content-Length. */
  Body NONE = new Whole(new byte[0], false);

  /** How many bytes, {@link #CHUNKED} when they are sent in chunks of unsaid number. */
  long length();

  void writeTo(OutputStream out) throws IOException;

  long CHUNKED = -1;
  long ABSENT = -2;

  /** These bytes, with their length. */
  static Body of(byte[] bytes) {
    return new Whole(bytes, true);
  }

  /**
   * The same block again and again, without a copy of it all in memory.
   *
   * @param chunked true sends it with {@code Transfer-Encoding: chunked}
   */
  static Body repeated(byte[] block, int times, boolean chunked) {
    return new Repeated(block, times, chunked);
  }

  /** See {@link #of}. */
  record Whole(byte[] bytes, boolean said) implements Body {
    @Override
    public long length() {
      return said ? bytes.length : ABSENT;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  /** See {@link #repeated}. */
  record Repeated(byte[] block, int times, boolean chunked) implements Body {
    @Override
    public long length() {
      return chunked ? CHUNKED : (long) block.length * times;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      for (int i = 0; i < times; i++) {
        out.write(block);
      }
    }
  }
}
