package io.berth.storage.s3;

import io.berth.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was acknowledged of an upload, as it stands in its object before the bytes that are no part
 * yet: lines of a word and its values, and an empty line.
 *
 * @param key of the object that the parts become; empty while all bytes follow these lines
 * @param multipart the id that the store gave; null while all bytes follow these lines
 * @param parts in their order
 * @param hash of all bytes; null when no single process saw all of them
 */
record UploadState(
    String key, @Nullable String multipart, List<Part> parts, @Nullable Digest hash) {
  private static final String FIRST = "berth-upload 1";
  private static final int LONGEST = 1 << 20;

  /** Of a multipart upload. */
  record Part(long size, String etag) {}

  static final UploadState NOTHING = new UploadState("", null, List.of(), null);

  UploadState {
    parts = List.copyOf(parts);
  }

  long inParts() {
    return parts.stream().mapToLong(Part::size).sum();
  }

  byte[] header() {
    var lines = new StringBuilder(FIRST).append('\n');
    if (multipart != null) {
      lines.append("key ").append(key).append('\n');
      lines.append("multipart ").append(encoded(multipart)).append('\n');
    }
    if (hash != null) {
      lines.append("hash ").append(hash).append('\n');
    }
    for (var part : parts) {
      lines.append("part ").append(part.size).append(' ').append(encoded(part.etag)).append('\n');
    }
    return lines.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads the lines and leaves the stream at what follows them.
   *
   * @throws IOException also when it is not what {@link #header} writes
   */
  static UploadState read(InputStream in) throws IOException {
    var key = "";
    String multipart = null;
    Digest hash = null;
    var parts = new ArrayList<Part>();
    if (!line(in).equals(FIRST)) {
      throw new IOException("not the state of an upload");
    }
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      var words = line.split(" ", -1);
      switch (words[0]) {
        case "key" -> key = words[1];
        case "multipart" -> multipart = decoded(words[1]);
        case "hash" -> hash = Digest.parse(words[1]);
        case "part" -> parts.add(new Part(Long.parseLong(words[1]), decoded(words[2])));
        default -> throw new IOException("the state of an upload has an unknown line");
      }
    }
    return new UploadState(key, multipart, parts, hash);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > LONGEST) {
        throw new IOException("the state of an upload breaks off");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
