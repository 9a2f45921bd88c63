package io.berth.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One who gets messages by HTTP, on a port of its own; the caller closes. */
public final class WebhookReceiver implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private volatile int status = 200;

  public WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
          exchange.getRequestHeaders().forEach((name, all) -> headers.put(name, all.getFirst()));
          var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          received.add(new Received(exchange.getRequestURI().toString(), headers, body, status));
          var answer = "heard".getBytes(UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  /** A message, and how it was answered. */
  public record Received(String path, Map<String, String> headers, String body, int status) {}

  /** Where it is. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?key=1";
  }

  /** From now on messages are answered so. */
  public void answers(int other) {
    status = other;
  }

  /**
   * The next message.
   *
   * @throws AssertionError when none comes within a minute
   */
  public Received next() throws InterruptedException {
    var next = received.poll(60, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no message came within a minute");
    }
    return next;
  }

  /** What came and was not taken yet. */
  public List<Received> rest() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
