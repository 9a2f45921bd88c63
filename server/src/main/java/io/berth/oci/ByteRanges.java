package io.berth.oci;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.berth.content.Digest;
import io.berth.http.message.RangeHeader;
import io.berth.http.message.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Several parts of a blob in one answer, {@code multipart/byteranges} (RFC 9110 section 14.6).
 * Podman fetches the missing chunks of a zstd:chunked layer this way.
 */
final class ByteRanges {
  private final Source source;
  private final long size;
  private final String boundary;

  /** Writes a part of the blob. */
  @FunctionalInterface
  interface Source {
    void copy(long offset, long length, OutputStream out) throws IOException;
  }

  /**
   * @param size the blob's
   */
  ByteRanges(Source source, Digest digest, long size) {
    this.source = source;
    this.size = size;
    // No secret, but nothing that a blob holds by chance: a blob cannot hold its own digest.
    this.boundary = digest.hex().substring(0, 60);
  }

  Response answer(List<RangeHeader> parts) {
    long length = closing().length;
    for (var part : parts) {
      length += opening(part).length + part.length();
    }
    return Response.streamed(
        206, "multipart/byteranges; boundary=" + boundary, length, out -> write(parts, out));
  }

  private void write(List<RangeHeader> parts, OutputStream out) throws IOException {
    for (var part : parts) {
      out.write(opening(part));
      source.copy(part.offset(), part.length(), out);
    }
    out.write(closing());
  }

  private byte[] opening(RangeHeader part) {
    return ("\r\n--"
            + boundary
            + "\r\nContent-Type: application/octet-stream\r\nContent-Range: "
            + part.contentRange(size)
            + "\r\n\r\n")
        .getBytes(US_ASCII);
  }

  private byte[] closing() {
    return ("\r\n--" + boundary + "--\r\n").getBytes(US_ASCII);
  }
}
