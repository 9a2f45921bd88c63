package io.berth.http.message;

import java.io.InputStream;

/** The body of a request that has none. */
public record NoBody() implements Body {
  private static final byte[] NOTHING = {};

  @Override
  public long length() {
    return 0;
  }

  @Override
  public InputStream stream() {
    return InputStream.nullInputStream();
  }

  @Override
  public byte[] bytes(int limit) {
    return NOTHING;
  }
}
