package io.berth.http.engine;

import io.berth.http.message.ClientShare;
import io.berth.http.message.Method;
import io.berth.http.message.Peer;
import io.berth.http.message.TraceContext;
import io.berth.memory.Budget;
import io.berth.memory.OutOfMemory;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * One event loop's part of a listener: the engine hands connections out in turn. Whatever comes in
 * here and may wait goes on elsewhere.
 */
final class Listener extends VerticleBase {
  private static final int WINDOW = 4096;

  private final HttpServerOptions engine;
  private final int port;
  private final List<HttpServer> parts;
  private final ServerOptions options;
  private final Budget ofClients;
  private final Exchanges exchanges;

  /** Confined to the event loop. */
  private final IdentityHashMap<HttpConnection, Connected> connections = new IdentityHashMap<>();

  private final byte[] window = new byte[WINDOW];

  /**
   * @param parts take this one when it listens
   * @param connections that clients may have
   */
  Listener(
      HttpServerOptions engine,
      int port,
      List<HttpServer> parts,
      ServerOptions options,
      Budget connections,
      Exchanges exchanges) {
    this.engine = engine;
    this.port = port;
    this.parts = parts;
    this.options = options;
    this.ofClients = connections;
    this.exchanges = exchanges;
  }

  private record Connected(HeaderTimeout patience, Peer peer, Optional<FramingGuard> framing) {}

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
    if (ofClients.take(client, 1) != Budget.Taking.TAKEN) {
      connection.close();
      return;
    }
    connection.exceptionHandler(OutOfMemory::check);
    SocketReads.limit(connection);
    ResponseWriter.prepare(connection);
    var connected =
        new Connected(
            new HeaderTimeout(vertx, connection, options.limits().headPatience()),
            Peer.of(connection),
            FramingGuard.before(connection, window));
    connections.put(connection, connected);
    ControlFrameLimit.count(connection);
    connection.closeHandler(
        _ -> {
          connected.patience().closed();
          connections.remove(connection);
          ofClients.give(client, 1);
        });
  }

  /** A request's head is here: it is answered from memory, or served on a thread. */
  private void requested(HttpServerRequest request) {
    var connected = connections.get(request.connection());
    if (connected == null) {
      return; // closed in the meantime
    }
    connected.patience().served(request);
    request.response().endHandler(_ -> connected.patience().answered());
    var method = Method.named(request.method().name());
    if (method == null) {
      SecurityHeaders.addBare(request.response().headers());
      request.response().setStatusCode(501).end();
      return;
    }
    var exchange = exchanges.begin(request, method, connected.peer());
    exchange.peek();
    if (exchange.isReady()) {
      exchange.serve();
      return;
    }
    if (exchange.isAside()) {
      if (!exchanges.aside.run(exchange::serve)) {
        exchange.refuse(PlatformExecutor.BUSY);
      }
      return;
    }
    var registry = exchange.request().registry();
    var refusal = exchanges.slots.enter(exchange.client(), registry);
    if (refusal.isPresent()) {
      exchange.refuse(refusal.get());
      return;
    }
    exchange.request().whenAnswered(() -> exchanges.slots.leave(exchange.client(), registry));
    Thread.ofVirtual()
        .start(
            () -> {
              exchange.request().traceId().ifPresent(id -> MDC.put(TraceContext.LOGGED_AS, id));
              exchange.serve();
            });
  }

  /** What the engine cannot read; it closes the connection behind the answer. */
  private void refused(HttpServerRequest request) {
    var problem =
        Optional.ofNullable(connections.get(request.connection()))
            .flatMap(Connected::framing)
            .flatMap(FramingGuard::problem)
            .orElseGet(() -> problem(request.decoderResult().cause()));
    SecurityHeaders.addBare(request.response().headers());
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .putHeader("Connection", "close")
        .end(problem.message() + "\n");
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
}
