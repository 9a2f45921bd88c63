package io.berth.http.engine;

import io.berth.http.message.ClientShare;
import io.berth.http.message.Peer;
import io.berth.http.routing.Api;
import io.berth.memory.Budget;
import io.berth.memory.OutOfMemory;
import io.berth.tenant.Registries;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
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
  private static final int WINDOW = 4096;
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
  private final RequestProcessor exchange;
  private final ServerOptions options;
  private final Budget connections;
  private final List<List<HttpServer>> listeners = new ArrayList<>();

  private Server(Vertx vertx, RequestProcessor exchange, ServerOptions options) {
    this.vertx = vertx;
    this.exchange = exchange;
    this.options = options;
    this.connections = new Budget(2L * options.maxRequests(), 2);
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
    var exchange =
        new RequestProcessor(
            options,
            registries,
            apis,
            observer,
            new RequestLog(log, clock),
            (millis, action) -> vertx.setTimer(millis, _ -> action.run()));
    var server = new Server(vertx, exchange, options);
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
    exchange.drain();
    long end = System.nanoTime() + patience.toNanos();
    var closing =
        listeners.stream().flatMap(List::stream).map(it -> it.shutdown(patience)).toList();
    try {
      while (exchange.active() > 0 && System.nanoTime() < end) {
        Thread.sleep(20);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (exchange.active() > 0) {
      LOG.warn("{} requests were cut off after {}", exchange.active(), patience);
    } else {
      closing.forEach(it -> settle(it, Duration.ofSeconds(1)));
    }
    settle(vertx.close(), Duration.ofSeconds(5));
    exchange.ended();
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
            () -> new Listener(engine, shared, parts),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors())),
        "cannot listen on " + options.address() + " port " + port);
    listeners.add(parts);
  }

  /** One event loop's part of a listener: the engine hands connections out in turn. */
  private final class Listener extends VerticleBase {
    private final HttpServerOptions engine;
    private final int port;
    private final List<HttpServer> parts;

    /** Confined to the event loop. */
    private final IdentityHashMap<HttpConnection, Connected> connections = new IdentityHashMap<>();

    private final byte[] window = new byte[WINDOW];

    Listener(HttpServerOptions engine, int port, List<HttpServer> parts) {
      this.engine = engine;
      this.port = port;
      this.parts = parts;
    }

    @Override
    public Future<?> start() {
      return vertx
          .createHttpServer(engine)
          .connectionHandler(this::connected)
          .requestHandler(this::requested)
          .invalidRequestHandler(this::refused)
          .listen(port, options.address())
          .onSuccess(parts::add);
    }

    private void connected(HttpConnection connection) {
      var client =
          ClientShare.of(
              InetAddress.ofLiteral(connection.remoteAddress().hostAddress()), options.proxies());
      if (Server.this.connections.take(client, 1) != Budget.Taking.TAKEN) {
        connection.close();
        return;
      }
      connection.exceptionHandler(OutOfMemory::check);
      SocketReads.limit(connection);
      var connected =
          new Connected(
              new HeaderTimeout(vertx, connection, options.headPatience()),
              Peer.of(connection),
              FramingGuard.before(connection, window));
      connections.put(connection, connected);
      ControlFrameLimit.count(connection);
      connection.closeHandler(
          _ -> {
            connected.patience().forget();
            connections.remove(connection);
            Server.this.connections.give(client, 1);
          });
    }

    private void requested(HttpServerRequest request) {
      var connected = connections.get(request.connection());
      if (connected == null) {
        return; // closed in the meantime
      }
      connected.patience().served(request);
      request.response().endHandler(_ -> connected.patience().answered());
      exchange.accept(request, connected.peer());
    }

    /** What the engine cannot read; it closes the connection behind the answer. */
    private void refused(HttpServerRequest request) {
      var connected = connections.get(request.connection());
      var problem =
          Optional.ofNullable(connected)
              .flatMap(Connected::framing)
              .flatMap(FramingGuard::problem)
              .orElseGet(() -> problem(request.decoderResult().cause()));
      exchange.refuse(request, problem);
    }

    private static RequestScanner.Problem problem(Throwable cause) {
      return switch (cause) {
        case TooLongHttpLineException _ ->
            new RequestScanner.Problem(414, "the request line is too long");
        case TooLongHttpHeaderException _ ->
            new RequestScanner.Problem(431, "the headers are too long");
        case null, default -> new RequestScanner.Problem(400, "this is no well-formed request");
      };
    }

    private record Connected(HeaderTimeout patience, Peer peer, Optional<FramingGuard> framing) {}
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
