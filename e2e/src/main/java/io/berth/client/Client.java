package io.berth.client;

import io.berth.e2e.fixtures.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who talks to one server, over one connection that is made anew when it is gone. For one
 * thread. Waits and asks again when told that there are too many requests, as container clients do;
 * a broken connection it reports and never hides.
 */
public final class Client implements AutoCloseable {
  private static final long IDLE_LIMIT = 20_000_000_000L;
  private static final int PATIENCE = 600;

  private final Endpoint endpoint;
  private final String authorization;
  private @Nullable Connection connection;
  private long lastUsed;

  /**
   * @param authorization the value of that header, "" to stay anonymous
   */
  public Client(Endpoint endpoint, String authorization) {
    this.endpoint = endpoint;
    this.authorization = authorization;
  }

  public static String basic(String user, String password) {
    var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /** The header line that proves who this is. */
  public String credentials() {
    return "Authorization: " + authorization;
  }

  public Answer get(String path, String... headers) throws IOException {
    return send("GET", path, Body.NONE, headers);
  }

  /** Reads a body into the sink instead of memory. */
  public Answer get(String path, OutputStream sink, String... headers) throws IOException {
    var to = connection();
    to.send("GET", path, Body.NONE, withAuthorization(headers));
    var answer = to.read("GET", sink);
    lastUsed = System.nanoTime();
    return answer;
  }

  public Answer head(String path) throws IOException {
    return send("HEAD", path, Body.NONE);
  }

  public Answer delete(String path) throws IOException {
    return send("DELETE", path, Body.NONE);
  }

  /** A JSON body. */
  public Answer post(String path, String json) throws IOException {
    return json("POST", path, json);
  }

  /** A JSON body. */
  public Answer json(String method, String path, String json) throws IOException {
    return send(
        method,
        path,
        Body.of(json.getBytes(StandardCharsets.UTF_8)),
        "Content-Type: application/json");
  }

  /**
   * Sends a request.
   *
   * @param headers whole lines
   * @throws IOException when the connection breaks
   */
  public Answer send(String method, String path, Body body, String... headers) throws IOException {
    for (int attempt = 1; ; attempt++) {
      var answer = once(method, path, body, headers);
      if (answer.status() != 429 || attempt == PATIENCE) {
        return answer;
      }
      pause();
    }
  }

  /** The same without the patience: told that there are too many requests, that is the answer. */
  public Answer once(String method, String path, Body body, String... headers) throws IOException {
    var answer = connection().exchange(method, path, body, withAuthorization(headers));
    lastUsed = System.nanoTime();
    return answer;
  }

  private static void pause() throws IOException {
    Await.pass(Duration.ofMillis(ThreadLocalRandom.current().nextLong(50, 150)));
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("interrupted");
    }
  }

  private String[] withAuthorization(String[] headers) {
    if (authorization.isEmpty()) {
      return headers;
    }
    var all = new String[headers.length + 1];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = credentials();
    return all;
  }

  private Connection connection() throws IOException {
    var known = connection;
    if (known != null && known.usable() && System.nanoTime() - lastUsed < IDLE_LIMIT) {
      return known;
    }
    close();
    var fresh = Connection.open(endpoint);
    connection = fresh;
    return fresh;
  }

  @Override
  public void close() {
    var known = connection;
    if (known != null) {
      known.close();
    }
    connection = null;
  }
}
