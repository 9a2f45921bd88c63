package io.berth.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that compute without an end hold every thread that carries virtual threads. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HealthUnderLoadTest {
  private static final int PATIENCE_MILLIS = 10_000;

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private RunningBerth berth;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder);
  }

  @AfterEach
  void stop() {
    berth.close();
  }

  @Test
  void healthAnswersWhileEveryCarrierIsHeld() throws Exception {
    assertThat(get("/health/live", PATIENCE_MILLIS)).startsWith("HTTP/1.1 200 ");
    try (var _ = new HeldCarriers()) {
      assertThat(get("/v2/library/none/tags/list", 1_000)).isEqualTo("no answer");

      assertThat(get("/health/live", PATIENCE_MILLIS)).startsWith("HTTP/1.1 200 ").contains("ok");
      assertThat(get("/health/ready", PATIENCE_MILLIS)).startsWith("HTTP/1.1 200 ");
      assertThat(get("/health", PATIENCE_MILLIS))
          .startsWith("HTTP/1.1 200 ")
          .contains("\"database\":\"ok\"");
      assertThat(get("/metrics", PATIENCE_MILLIS)).startsWith("HTTP/1.1 200 ");
    }
    assertThat(get("/v2/", PATIENCE_MILLIS)).startsWith("HTTP/1.1 401 ");
  }

  @Test
  void manyWhoAskForHealthAtOnceAllGetAnAnswer() throws Exception {
    var sockets = new java.util.ArrayList<Socket>();
    for (int i = 0; i < 200; i++) {
      sockets.add(ask("/health/ready", PATIENCE_MILLIS));
    }
    for (var socket : sockets) {
      assertThat(answer(socket)).containsPattern("^HTTP/1.1 (200|503) ");
    }
    assertThat(get("/health/ready", PATIENCE_MILLIS)).startsWith("HTTP/1.1 200 ");
  }

  private String get(String path, int patience) throws IOException {
    return answer(ask(path, patience));
  }

  private Socket ask(String path, int patience) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), berth.port());
    socket.setSoTimeout(patience);
    socket
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .getBytes(UTF_8));
    return socket;
  }

  private static String answer(Socket asked) throws IOException {
    try (var socket = asked) {
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (SocketTimeoutException _) {
      return "no answer";
    }
  }

  /** Holds all carriers of this process until it is closed. */
  private static final class HeldCarriers implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();

    HeldCarriers() throws InterruptedException {
      int carriers =
          Integer.getInteger(
              "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());
      var spinning = new CountDownLatch(carriers);
      for (int i = 0; i < carriers; i++) {
        Thread.ofVirtual()
            .start(
                () -> {
                  spinning.countDown();
                  while (!over.get()) {
                    Thread.onSpinWait();
                  }
                });
      }
      assertThat(spinning.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Override
    public void close() {
      over.set(true);
    }
  }
}
