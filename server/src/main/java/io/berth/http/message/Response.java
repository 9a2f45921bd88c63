package io.berth.http.message;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer being put together by one handler; not shared between threads. */
public final class Response {
  private static final byte[] NOTHING = {};
  private static final byte[] CLOSED = {']'};

  private final int status;
  private final Content content;
  private final List<Header> headers = new ArrayList<>(8);
  private @Nullable ContentSecurityPolicy page;
  private @Nullable Subject subject;

  private Response(int status, Content content) {
    this.status = status;
    this.content = content;
  }

  /** One header line; the name as it goes on the wire. */
  public record Header(String name, String value) {}

  /**
   * What was done to, for an audit log.
   *
   * @param project the project it is in, null for none
   */
  public record Subject(@Nullable String project, String name) {}

  /** What follows the headers. */
  public sealed interface Content {
    /** The number of bytes, or -1 when only writing will tell (chunked). */
    long length();
  }

  /**
   * Bytes in memory.
   *
   * @param kept whether they stay there anyway, so that an answer that waits takes no more
   */
  public record Bytes(byte[] bytes, boolean kept) implements Content {
    @Override
    public long length() {
      return bytes.length;
    }
  }

  /** A part of a file, sent by the kernel where the transport allows. */
  public record FilePart(Path path, long offset, long length) implements Content {}

  /** Bytes written as they come; the writer blocks while the client reads slowly. */
  public record Streamed(long length, Writer writer) implements Content {}

  /** Writes a streamed answer. */
  @FunctionalInterface
  public interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  /** An answer without a body. */
  public static Response of(int status) {
    return new Response(status, new Bytes(NOTHING, true));
  }

  public static Response bytes(int status, String contentType, byte[] bytes) {
    return new Response(status, new Bytes(bytes, false)).header("Content-Type", contentType);
  }

  /** Bytes of the program itself, which stay in memory for other answers. */
  public static Response kept(int status, String contentType, byte[] bytes) {
    return new Response(status, new Bytes(bytes, true)).header("Content-Type", contentType);
  }

  /** UTF-8 text; the type without charset, which is added. */
  public static Response text(int status, String contentType, String text) {
    return bytes(status, contentType + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** A page of this program, in HTML. */
  public static Response page(int status, String html, ContentSecurityPolicy policy) {
    return text(status, "text/html", html).runs(policy);
  }

  /** Makes this a page of this program, which may do what the policy says, and returns this. */
  public Response runs(ContentSecurityPolicy policy) {
    page = policy;
    return this;
  }

  /** What it may do as a page; null for what is none. */
  @Nullable
  public ContentSecurityPolicy pagePolicy() {
    return page;
  }

  /** The value as JSON; see {@link Json}. Null becomes the body {@code null}. */
  public static Response json(int status, @Nullable Object value) {
    return bytes(status, "application/json", Json.bytes(value));
  }

  public static Response file(int status, String contentType, Path path, long offset, long length) {
    return new Response(status, new FilePart(path, offset, length))
        .header("Content-Type", contentType);
  }

  public static Response streamed(int status, String contentType, long length, Writer writer) {
    return new Response(status, new Streamed(length, writer)).header("Content-Type", contentType);
  }

  /**
   * A JSON array that is written as its parts are read, so that memory holds one of them. When the
   * client goes, or a part cannot be read, the rest is given up and the array stays open.
   *
   * @param parts read one after the other, after the handler is done
   */
  public static Response jsonList(int status, Iterator<? extends List<?>> parts) {
    return streamed(
        status,
        "application/json",
        -1,
        out -> {
          var separator = '[';
          while (parts.hasNext()) {
            for (var item : parts.next()) {
              out.write(separator);
              out.write(Json.bytes(item));
              separator = ',';
            }
          }
          out.write(separator == '[' ? "[]".getBytes(StandardCharsets.UTF_8) : CLOSED);
        });
  }

  /** 302 to a location that the caller has checked. */
  public static Response redirect(String location) {
    return of(302).header("Location", location);
  }

  /** Adds a header line and returns this. Line breaks in the value are refused. */
  public Response header(String name, String value) {
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("line break in header " + name);
    }
    headers.add(new Header(name, value));
    return this;
  }

  /** Adds a Set-Cookie line and returns this. */
  public Response cookie(Cookie cookie) {
    return header("Set-Cookie", cookie.toHeader());
  }

  /** Says what was done to, where only the handler knows, and returns this. */
  public Response about(@Nullable String project, String name) {
    subject = new Subject(project, name);
    return this;
  }

  /** The same outside of projects, or in the one that the route found. */
  public Response about(String name) {
    return about(null, name);
  }

  /** What was done to; null when no handler said so. */
  public @Nullable Subject subject() {
    return subject;
  }

  public int status() {
    return status;
  }

  public Content content() {
    return content;
  }

  /** The header lines so far, in order. */
  public List<Header> headers() {
    return List.copyOf(headers);
  }

  /** The first value of a header, or null; the name in any case. */
  public @Nullable String firstHeader(String name) {
    for (var header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        return header.value();
      }
    }
    return null;
  }
}
