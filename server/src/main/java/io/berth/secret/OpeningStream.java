package io.berth.secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Cipher;

/**
 * Opens what a {@link SealingStream} sealed. Each segment is proven before any of it is handed out,
 * and the end only after the last one was seen.
 */
final class OpeningStream extends InputStream {
  private final PushbackInputStream in;
  private final String name;
  private final SegmentCipher segments;
  private byte[] opened = new byte[0];
  private int position;
  private boolean ended;

  OpeningStream(byte[] key, String name, InputStream in) throws IOException {
    this.in = new PushbackInputStream(in);
    this.name = name;
    var head = in.readNBytes(1 + SegmentCipher.SALT);
    if (head.length != 1 + SegmentCipher.SALT || head[0] != SegmentCipher.VERSION) {
      throw new IOException(name + " is no sealed file");
    }
    var salt = new byte[SegmentCipher.SALT];
    System.arraycopy(head, 1, salt, 0, salt.length);
    this.segments = new SegmentCipher(Cipher.DECRYPT_MODE, key, salt, name);
  }

  @Override
  public int read() throws IOException {
    return hasMore() ? opened[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (!hasMore()) {
      return -1;
    }
    int some = Math.min(length, opened.length - position);
    System.arraycopy(opened, position, bytes, offset, some);
    position += some;
    return some;
  }

  private boolean hasMore() throws IOException {
    while (position == opened.length) {
      if (ended) {
        return false;
      }
      var sealed = in.readNBytes(SegmentCipher.SEGMENT + SegmentCipher.TAG);
      int following = in.read();
      ended = following < 0;
      if (!ended) {
        in.unread(following);
      }
      try {
        opened = segments.next(sealed, sealed.length, ended);
      } catch (GeneralSecurityException e) {
        throw new IOException(
            name + " is damaged, incomplete, or sealed under another key or for another name", e);
      }
      position = 0;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
