package io.berth.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.http.message.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A request being put together for a server under test. */
public final class HttpCall {
  private final HttpClient client;
  private final String method;
  private final URI url;
  private final HttpRequest.Builder builder;
  private final BiConsumer<HttpCall, String> callers;
  private byte[] body = {};
  private Consumer<HttpCall> lastWords = _ -> {};
  private boolean chunked;

  /**
   * @param callers adds to the request what proves that the named caller sends it
   */
  public HttpCall(HttpClient client, String method, URI url, BiConsumer<HttpCall, String> callers) {
    this.client = client;
    this.method = method;
    this.url = url;
    this.builder = HttpRequest.newBuilder(url);
    this.callers = callers;
  }

  /** Sent by a caller whom the server's fixture knows. */
  public HttpCall as(String name) {
    callers.accept(this, name);
    return this;
  }

  public HttpCall header(String name, String value) {
    builder.header(name, value);
    return this;
  }

  public HttpCall basic(String user, String password) {
    var pair = (user + ":" + password).getBytes(UTF_8);
    return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  public HttpCall body(byte[] bytes) {
    body = bytes;
    return this;
  }

  /** The same, sent without saying beforehand how long it is. */
  public HttpCall streamed(byte[] bytes) {
    chunked = true;
    return body(bytes);
  }

  /** A JSON document, its quotes written as apostrophes for reading's sake. */
  public HttpCall json(String document) {
    return json(document.replace('\'', '"').getBytes(UTF_8));
  }

  public HttpCall json(byte[] document) {
    builder.setHeader("Content-Type", "application/json");
    return body(document);
  }

  /** Does this when the request is complete: for what covers all of it, such as a signature. */
  public HttpCall whenComplete(Consumer<HttpCall> action) {
    lastWords = action;
    return this;
  }

  public String method() {
    return method;
  }

  public URI url() {
    return url;
  }

  public byte[] body() {
    return body;
  }

  public HttpResponse<byte[]> send() {
    lastWords.accept(this);
    try {
      builder.method(method, publisher());
      return client.send(builder.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(
        method + " " + url + ": " + e.getMessage() + ", as " + e.getCause(), e);
  }

  private HttpRequest.BodyPublisher publisher() {
    if (chunked) {
      return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }
    return body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
  }

  /** Sends, and reads the answer's body as text; the answer must have this status. */
  public String text(int status) {
    var answer = send();
    var text = new String(answer.body(), UTF_8);
    if (answer.statusCode() != status) {
      throw new AssertionError(
          "expected %d, %s answered %d %s"
              .formatted(status, answer.uri(), answer.statusCode(), text));
    }
    return text;
  }

  /** The same, as JSON. */
  public JsonNode json(int status) {
    try {
      return Json.tree(text(status).getBytes(UTF_8));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Sends, and reads the lines of the answer's body as they come; the caller closes the stream. */
  public java.util.stream.Stream<String> lines(int status) {
    try {
      builder.method(method, BodyPublishers.ofByteArray(body));
      var answer = client.send(builder.build(), BodyHandlers.ofLines());
      if (answer.statusCode() != status) {
        throw new AssertionError("expected %d, not %d".formatted(status, answer.statusCode()));
      }
      return answer.body();
    } catch (IOException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
