package io.berth.outbound;

import io.berth.outbound.OutboundException.Kind;
import io.berth.trace.Tracer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls places that somebody named. One call is one request over one connection: nothing is kept
 * for the next, nothing is repeated, followed, unpacked or remembered. See the package.
 */
public final class Outbound {
  /** From the first look-up to the last byte. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * No failure that is not told comes sooner: an address that is refused and a name that nobody has
   * take the same time as a port that is closed.
   */
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private static final RequestConfig PLAIN =
      RequestConfig.custom()
          .setRedirectsEnabled(false)
          .setAuthenticationEnabled(false)
          .setContentCompressionEnabled(false)
          .setExpectContinueEnabled(false)
          .setProtocolUpgradeEnabled(false)
          .setResponseTimeout(Timeout.of(PATIENCE))
          .build();

  private final OutboundNetworks networks;
  private final OutboundConnection.Line line;
  private final Duration patience;
  private final TlsContexts tls = new TlsContexts();
  private final DestinationLimit turns = new DestinationLimit();
  private final OutboundSteps steps;
  private final ResponseBodies bodies = new ResponseBodies();

  public Outbound(OutboundNetworks networks) {
    this(networks, Optional.empty());
  }

  /**
   * @param tracer told of the calls that belong to no request; absent for nobody
   */
  public Outbound(OutboundNetworks networks, Optional<Tracer> tracer) {
    this(networks, InetAddress::getAllByName, PATIENCE, tracer);
  }

  Outbound(OutboundNetworks networks, HostResolver lookup, Duration patience) {
    this(networks, lookup, patience, Optional.empty());
  }

  private Outbound(
      OutboundNetworks networks, HostResolver lookup, Duration patience, Optional<Tracer> tracer) {
    this.networks = networks;
    this.steps = new OutboundSteps(tracer);
    this.line =
        new OutboundConnection.Line(lookup, PlatformThreads.lookups(), PlatformThreads.deadlines());
    this.patience = patience;
  }

  /**
   * What was answered.
   *
   * @param headers the first of each name, whatever its case
   * @param body "" when none was asked for
   * @param told whether who named the place may be told what this is
   */
  public record Answer(int status, Map<String, String> headers, String body, boolean told) {}

  /**
   * Refuses URLs that are never asked: all but https, and http to this machine.
   *
   * @throws OutboundException URL
   */
  public static void checkUrl(URI uri) throws OutboundException {
    Destination.check(uri);
  }

  /** Refuses authorities that nobody can trust, because they cannot be read. */
  public static void checkAuthorities(String pem) throws OutboundException {
    TlsContexts.parse(pem);
  }

  /**
   * Refuses what is no {@code host:port} that is ever asked.
   *
   * @throws OutboundException URL
   */
  public static void checkPeer(String address) throws OutboundException {
    Destination.ofPeer(address);
  }

  /** Makes a call. */
  public Answer send(OutboundCall call) throws OutboundException {
    Destination.check(call.uri());
    return steps.of(call, () -> ask(call));
  }

  private Answer ask(OutboundCall call) throws OutboundException {
    var started = System.nanoTime();
    var context = tls.of(call.trust());
    return inTurn(
        Destination.of(call.uri()),
        started,
        dial -> {
          var answer = exchange(call, dial, context);
          if (!answer.told() && answer.status() >= 300 && answer.status() != 304) {
            waitUntil(started + SILENCE.toNanos());
          }
          return answer;
        });
  }

  /**
   * Brings bytes to somebody who answers nothing: all of them left this machine when it returns,
   * and over TCP and TLS whoever took the connection did not break it off.
   */
  public void send(OutboundBytes bytes) throws OutboundException {
    var started = System.nanoTime();
    var context = tls.of(bytes.trust());
    inTurn(
        Destination.ofPeer(bytes.address()),
        started,
        dial -> {
          OneWay.send(bytes, dial, context);
          return true;
        });
  }

  /** What is done over a connection. */
  private interface Exchange<T> {
    T over(OutboundConnection dial) throws IOException;
  }

  private <T> T inTurn(Destination place, long started, Exchange<T> exchange)
      throws OutboundException {
    var turn = place.host() + ":" + place.port();
    enter(turn, place);
    try (var dial = new OutboundConnection(place, networks, line, patience)) {
      try {
        return exchange.over(dial);
      } catch (IOException | RuntimeException e) {
        var problem = dial.problem(e);
        if (!problem.isTold()) {
          waitUntil(started + SILENCE.toNanos());
        }
        throw problem;
      }
    } finally {
      turns.leave(turn);
    }
  }

  /**
   * Looks at the certificates a host shows, trusted or not, without saying anything to it.
   *
   * @param certificates PEM of the authorities that count, empty for those of the Java runtime
   */
  public TlsProbe.Seen certificates(URI uri, String certificates, Instant now)
      throws OutboundException {
    Destination.check(uri);
    var started = System.nanoTime();
    try (var dial = new OutboundConnection(Destination.of(uri), networks, line, patience)) {
      try {
        var seen = TlsProbe.look(dial, certificates, now);
        if (!seen.problem().isEmpty() && !dial.told()) {
          throw new IOException(seen.problem());
        }
        return seen;
      } catch (IOException e) {
        var problem = dial.problem(e);
        if (!problem.isTold()) {
          waitUntil(started + SILENCE.toNanos());
        }
        throw problem;
      }
    }
  }

  /**
   * Why a place would not be asked because of its address, without asking it; empty when it would
   * be, or has none now. For the operator.
   */
  public Optional<String> refusal(URI uri) {
    try {
      Destination.check(uri);
      try (var dial = new OutboundConnection(Destination.of(uri), networks, line, patience)) {
        dial.addresses();
      }
      return Optional.empty();
    } catch (OutboundConnection.Refused e) {
      return Optional.ofNullable(e.getMessage());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private void enter(String turn, Destination place) throws OutboundException {
    try {
      if (turns.enter(turn)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new OutboundException(
        Kind.BUSY,
        place.toString(),
        place + " answers slowly, and is being asked too often already",
        networks.alone());
  }

  private Answer exchange(OutboundCall call, OutboundConnection dial, SSLContext context)
      throws IOException {
    var place = dial.place();
    var target = new HttpHost(place.secure() ? "https" : "http", place.host(), place.port());
    var request = new BasicClassicHttpRequest(call.method(), target, call.path());
    request.setHeader("Host", call.uri().getRawAuthority());
    request.setHeader("User-Agent", "Berth");
    request.setHeader("Connection", "close");
    call.headers().forEach(request::setHeader);
    if (call.body().length > 0 || call.method().equals("POST")) {
      request.setEntity(new ByteArrayEntity(call.body(), null));
    }
    // Neither the client nor its connection is closed in its own way, which would wait for the
    // peer; the dial hangs up.
    var response =
        client(dial, context, call.trust().verifyCert()).executeOpen(target, request, null);
    return new Answer(
        response.getCode(),
        headers(response),
        bodies.read(response.getEntity(), call.mostBytes()),
        dial.told());
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var header : response.getHeaders()) {
      headers.putIfAbsent(header.getName(), header.getValue());
    }
    return headers;
  }

  private static CloseableHttpClient client(
      OutboundConnection dial, SSLContext context, boolean verifyName) {
    var tls =
        RegistryBuilder.<TlsSocketStrategy>create()
            .register("https", (socket, _, _, _, _) -> dial.secure(socket, context, verifyName))
            .build();
    var operator =
        new DefaultHttpClientConnectionOperator(_ -> dial.socket(), null, new Names(dial), tls);
    var connections =
        new BasicHttpClientConnectionManager(
            operator,
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom().setMaxLineLength(16 * 1024).setMaxHeaderCount(100).build())
                .build());
    connections.setConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(OutboundConnection.connectMillis(), TimeUnit.MILLISECONDS)
            .setSocketTimeout(Timeout.of(PATIENCE))
            .build());
    return HttpClientBuilder.create()
        .setConnectionManager(connections)
        .setConnectionReuseStrategy((_, _, _) -> false)
        .setRoutePlanner(new DefaultRoutePlanner(null)) // never a proxy
        .setDefaultRequestConfig(PLAIN)
        .disableAuthCaching()
        .disableAutomaticRetries()
        .disableConnectionState()
        .disableContentCompression()
        .disableCookieManagement()
        .disableRedirectHandling()
        .disableDefaultUserAgent()
        .build();
  }

  /** The dial decides on addresses, whatever name is asked for. */
  private static final class Names extends SystemDefaultDnsResolver {
    private final OutboundConnection dial;

    Names(OutboundConnection dial) {
      this.dial = dial;
    }

    @Override
    public InetAddress[] resolve(String host) throws java.net.UnknownHostException {
      return dial.addresses();
    }
  }

  private static void waitUntil(long nanos) {
    try {
      long left = nanos - System.nanoTime();
      if (left > 0) {
        TimeUnit.NANOSECONDS.sleep(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
