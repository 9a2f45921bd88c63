package io.berth.http.engine;

import io.berth.http.message.LogForm;
import io.berth.http.routing.Api;
import io.berth.memory.Budget;
import io.berth.memory.Budgets;
import io.berth.memory.OutOfMemory;
import io.berth.tenant.Registries;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners: plain HTTP and, when asked for, HTTPS with HTTP/1.1 and HTTP/2. */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final int IDLE_SECONDS = 180;
  private static final int MAX_HEAD = 32 * 1024;

  /** Of one HTTP/2 connection at a time. */
  private static final int MAX_STREAMS = 100;

  /** Of one connection in the window, by either side (CVE-2023-44487, CVE-2025-8671). */
  private static final int MAX_RESETS = 200;

  private static final int RESET_WINDOW_SECONDS = 30;

  /** Of one head (CVE-2024-27316). */
  private static final int MAX_SMALL_CONTINUATIONS = 16;

  private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

  private final Vertx vertx;
  private final Exchanges exchanges;
  private final ServerOptions options;
  private final Budget connections;
  private final List<List<HttpServer>> listeners = new ArrayList<>();

  private Server(Vertx vertx, Exchanges exchanges, ServerOptions options) {
    this.vertx = vertx;
    this.exchanges = exchanges;
    this.options = options;
    this.connections = new Budget(2L * options.limits().requests(), 2);
  }

  /**
   * Listens.
   *
   * @param log takes a line for every request
   * @param clock tells when that was
   * @throws IllegalStateException naming address and port when a listener cannot be opened
   */
  public static Server start(
      ServerOptions options,
      Registries registries,
      List<Api<?>> apis,
      Observer observer,
      PrintStream log,
      Clock clock) {
    return start(options, registries, apis, observer, new RequestLog(log, clock, LogForm.TEXT));
  }

  /** The same with a log that looks otherwise. */
  public static Server start(
      ServerOptions options,
      Registries registries,
      List<Api<?>> apis,
      Observer observer,
      PrintStream log,
      LogForm form,
      Clock clock) {
    return start(options, registries, apis, observer, new RequestLog(log, clock, form));
  }

  private static Server start(
      ServerOptions options,
      Registries registries,
      List<Api<?>> apis,
      Observer observer,
      RequestLog log) {
    var files =
        new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
    var vertx =
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setFileSystemOptions(files));
    // Whatever an event loop's work throws and nobody looks at ends here.
    vertx.exceptionHandler(
        e -> {
          OutOfMemory.check(e);
          LOG.error("an event loop's work failed", e);
        });
    var exchanges =
        new Exchanges(
            options,
            registries,
            apis,
            observer,
            log,
            (millis, action) -> vertx.setTimer(millis, _ -> action.run()));
    var server = new Server(vertx, exchanges, options);
    try {
      server.listen(server.plain(), options.port());
      if (options.tls().isPresent()) {
        server.listen(server.secure(options.tls().get()), options.tls().get().port());
      }
    } catch (IllegalStateException e) {
      server.close(Duration.ZERO);
      throw e;
    }
    return server;
  }

  /**
   * How busy it is.
   *
   * @param slots places for requests that may wait
   * @param connections of clients
   * @param memory what requests hold of the heap
   */
  public record Load(Budget slots, Budget connections, Budgets memory) {}

  /** How busy it is, now and whenever the budgets are asked. */
  public Load load() {
    return new Load(exchanges.slots.all(), connections, options.limits().memory());
  }

  /** The port of plain HTTP. */
  public int port() {
    return listeners.getFirst().getFirst().actualPort();
  }

  /** The port of HTTPS, 0 without it. */
  int tlsPort() {
    return listeners.size() < 2 ? 0 : listeners.getLast().getFirst().actualPort();
  }

  /** Takes certificate and key from their files again; connections that stand are not touched. */
  public void reloadCertificate() {
    var tls = options.tls().orElseThrow();
    var ssl = new ServerSSLOptions();
    ssl.setKeyCertOptions(keys(tls));
    ssl.setEnabledSecureTransportProtocols(PROTOCOLS);
    ssl.setUseAlpn(true);
    ssl.setSni(true);
    for (var listener : listeners.getLast()) {
      await(listener.updateSSLOptions(ssl, true), "cannot take the new certificate");
    }
  }

  /**
   * Stops listening, lets the requests being served end, and closes every connection.
   *
   * @param patience how long to wait for requests
   */
  public void close(Duration patience) {
    exchanges.drain();
    long end = System.nanoTime() + patience.toNanos();
    var closing =
        listeners.stream().flatMap(List::stream).map(it -> it.shutdown(patience)).toList();
    try {
      while (exchanges.active() > 0 && System.nanoTime() < end) {
        Thread.sleep(20);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (exchanges.active() > 0) {
      LOG.warn("{} requests were cut off after {}", exchanges.active(), patience);
    } else {
      closing.forEach(it -> settle(it, Duration.ofSeconds(1)));
    }
    settle(vertx.close(), Duration.ofSeconds(5));
    exchanges.close();
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }

  private static void settle(Future<Void> future, Duration patience) {
    try {
      future.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | RuntimeException e) {
      LOG.debug("closing took too long", e);
    }
  }

  private void listen(HttpServerOptions engine, int port) {
    // Below zero: any free port, the same for all that ask for this number.
    int shared = port == 0 ? -1 - listeners.size() : port;
    var parts = new CopyOnWriteArrayList<HttpServer>();
    await(
        vertx.deployVerticle(
            () -> new Listener(engine, shared, parts, options, connections, exchanges),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors())),
        "cannot listen on " + options.address() + " port " + port);
    listeners.add(parts);
  }

  private HttpServerOptions plain() {
    return new HttpServerOptions()
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setMaxChunkSize(64 * 1024)
        .setMaxInitialLineLength(16 * 1024)
        .setMaxHeaderSize(MAX_HEAD)
        .setHttp2ClearTextEnabled(false)
        // Nothing here speaks WebSocket; two handlers less on every request's way.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setTcpKeepAlive(true);
  }

  private HttpServerOptions secure(ServerOptions.Tls tls) {
    var secure =
        plain()
            .setSsl(true)
            .setUseAlpn(true)
            .setSni(true)
            .setEnabledSecureTransportProtocols(PROTOCOLS)
            .setKeyCertOptions(keys(tls))
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(MAX_STREAMS)
                    .setMaxHeaderListSize(MAX_HEAD))
            .setHttp2RstFloodMaxRstFramePerWindow(MAX_RESETS)
            .setHttp2RstFloodWindowDuration(RESET_WINDOW_SECONDS)
            .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
            .setHttp2MaxSmallContinuationFrames(MAX_SMALL_CONTINUATIONS);
    if (OpenSSLEngineOptions.isAvailable()) {
      secure.setSslEngineOptions(new OpenSSLEngineOptions());
    }
    return secure;
  }

  private static KeyCertOptions keys(ServerOptions.Tls tls) {
    var own =
        new PemKeyCertOptions()
            .setCertPath(tls.certificate().toAbsolutePath().toString())
            .setKeyPath(tls.key().toAbsolutePath().toString());
    return new SniCertificates(own, tls.named().get());
  }

  private static <T> void await(Future<T> future, String problem) {
    try {
      future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(problem + ": " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(problem, e);
    }
  }
}
