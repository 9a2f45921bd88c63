package io.berth.http.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.FaultException;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.http.routing.Hosts;
import io.berth.http.routing.PlainFaults;
import io.berth.http.routing.Route;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import io.berth.testing.Await;
import io.berth.testing.SelfSigned;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine over real sockets, spoken to byte by byte. */
final class ServerTest {
  private static final Access<Anybody, Anybody> OPEN = Access.open("test");
  private static final Registry DEMO =
      new Registry(RegistryId.random(), "demo", "abcd1234", true, Registry.Limits.NONE, "");
  private static final Registry NEW =
      new Registry(RegistryId.random(), "new", "efgh5678", false, Registry.Limits.NONE, "");

  private static final Duration HEAD_PATIENCE = Duration.ofSeconds(2);
  private static final Duration BODY_PATIENCE = Duration.ofSeconds(2);
  private static final int MAX_REQUESTS = 100;

  @TempDir Path folder;
  private final AtomicLong taken = new AtomicLong();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final Server server = start(Optional.empty());

  @AfterEach
  void stop() {
    goOn.countDown();
    server.close(Duration.ofSeconds(2));
  }

  @Test
  void aRequestKnowsItsRegistryByItsHost() throws IOException {
    assertThat(ask("GET /who HTTP/1.1\r\nHost: ABCD1234.localhost:99\r\n"))
        .endsWith("\r\n\r\ndemo abcd1234.localhost:" + server.port());
    assertThat(ask("GET /who HTTP/1.1\r\nHost: localhost\r\n"))
        .endsWith("\r\n\r\ndemo localhost:" + server.port());
  }

  @Test
  void anUnknownHostGetsNothing() throws IOException {
    assertThat(ask("GET /who HTTP/1.1\r\nHost: evil.example\r\n"))
        .startsWith("HTTP/1.1 421 ")
        .doesNotContain("demo");
    assertThat(ask("GET /who HTTP/1.1\r\nHost: zzzz9999.localhost\r\n"))
        .startsWith("HTTP/1.1 421 ");
  }

  @Test
  void aRegistryThatIsNotReadySaysSoInItsApisWords() throws IOException {
    assertThat(ask("GET /who HTTP/1.1\r\nHost: efgh5678.localhost\r\n")).endsWith("Unavailable");
  }

  @Test
  void parametersAreDecodedOnce() throws IOException {
    assertThat(get("/echo/a%2Fb%2525%20c?q=1+2&q=%C3%A9")).endsWith("\r\n\r\na/b%25 c [1 2, é]");
  }

  @Test
  void aBrokenEscapeIsTheCallersFault() throws IOException {
    assertThat(get("/echo/a%zz")).startsWith("HTTP/1.1 400 ").endsWith("Invalid");
    assertThat(get("/echo/a?q=%ff")).startsWith("HTTP/1.1 400 ").endsWith("Invalid");
  }

  @Test
  void aBugIsFiveHundredWithTheRequestIdAndNothingElse() throws IOException {
    for (var path : List.of("/bug", "/too-deep")) {
      assertThat(get(path))
          .startsWith("HTTP/1.1 500 ")
          .containsPattern("bug [0-9a-f]{16}$")
          .doesNotContain("secret");
    }
  }

  @Test
  void theFilterSeesEveryAnswer() throws IOException {
    assertThat(get("/bug")).contains("X-Filter: seen");
    assertThat(get("/nothing")).startsWith("HTTP/1.1 404 ").contains("X-Filter: seen");
    assertThat(ask("PUT /who HTTP/1.1\r\nHost: localhost\r\n")).contains("X-Filter: seen");
  }

  @Test
  void headHasTheHeadersOfGetAndNoBody() throws IOException {
    var answer = ask("HEAD /file HTTP/1.1\r\nHost: localhost\r\n");

    assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("content-length: 5\r\n");
    assertThat(answer).endsWith("\r\n\r\n");
  }

  @Test
  void aFilePartIsSentAsItIs() throws IOException {
    assertThat(get("/file")).endsWith("\r\n\r\n23456");
  }

  @Test
  void aBodyAboveTheLimitIsRefusedBeforeItIsRead() throws IOException {
    try (var socket = connect()) {
      send(
          socket,
          "POST /count HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999999\r\n\r\n");
      assertThat(new String(socket.getInputStream().readNBytes(13), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 413 ");
    }
    assertThat(taken).hasValue(0);
  }

  @Test
  void aClientThatAsksFirstIsToldToGoOn() throws IOException {
    try (var socket = connect()) {
      send(
          socket,
          "POST /count HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
      var in = new BufferedInputStream(socket.getInputStream());
      assertThat(new String(in.readNBytes(25), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      send(socket, "abc");
      assertThat(text(in)).endsWith("\r\n\r\n3");
    }
  }

  @Test
  void aSlowReaderHoldsTheSenderBack() throws Exception {
    try (var socket = connect()) {
      long size = 64L << 20;
      send(
          socket,
          "POST /wait HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
              + size
              + "\r\nConnection: close\r\n\r\n");
      var sent = new AtomicLong();
      var sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      var chunk = new byte[1 << 16];
                      OutputStream out = socket.getOutputStream();
                      while (sent.get() < size) {
                        out.write(chunk);
                        sent.addAndGet(chunk.length);
                      }
                    } catch (IOException _) {
                      // seen by the answer that does not come
                    }
                  });
      assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
      long before = -1;
      while (before != sent.get()) {
        before = sent.get();
        Await.pass(Duration.ofMillis(300));
      }
      assertThat(before).isLessThan(size / 2);

      goOn.countDown();
      assertThat(text(socket.getInputStream())).endsWith("\r\n\r\n" + size);
      sender.join();
    }
  }

  @Test
  void aStreamedAnswerArrivesWhole() throws IOException {
    assertThat(get("/stream")).contains("transfer-encoding: chunked");
    try (var socket = connect()) {
      send(socket, "GET /stream HTTP/1.0\r\nHost: localhost\r\n\r\n");
      assertThat(text(socket.getInputStream()).length()).isGreaterThan(3_000_000);
    }
  }

  @Test
  void aStopWaitsForTheRequestBeingServed() throws Exception {
    try (var socket = connect()) {
      send(socket, "POST /wait HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx");
      assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
      var closing = Thread.ofVirtual().start(() -> server.close(Duration.ofSeconds(20)));
      Await.pass(Duration.ofMillis(300));
      goOn.countDown();

      assertThat(text(socket.getInputStream())).startsWith("HTTP/1.1 200 ").endsWith("1");
      closing.join();
    }
  }

  private Server start(Optional<ServerOptions.Tls> tls) {
    var api =
        new Api<>(
            "test",
            Api.Surface.REGISTRY,
            List.of(""),
            List.of(
                Route.get("/who")
                    .asks(OPEN)
                    .by(
                        request ->
                            text(
                                CurrentRequest.currentRegistry().name()
                                    + " "
                                    + request.authority())),
                Route.get("/echo/{it}")
                    .asks(OPEN)
                    .by(request -> text(request.param("it") + " " + request.queryAll("q"))),
                Route.get("/bug")
                    .asks(OPEN)
                    .by(
                        _ -> {
                          throw new IllegalStateException("secret");
                        }),
                Route.get("/too-deep")
                    .asks(OPEN)
                    .by(
                        _ -> {
                          throw new StackOverflowError("secret");
                        }),
                Route.get("/file").asks(OPEN).by(_ -> file()),
                Route.get("/stream")
                    .asks(OPEN)
                    .by(_ -> Response.streamed(200, "text/plain", -1, ServerTest::lines)),
                Route.post("/count")
                    .asks(OPEN)
                    .by(request -> text(String.valueOf(count(request.body().stream())))),
                Route.post("/wait")
                    .asks(OPEN)
                    .by(
                        request -> {
                          inside.countDown();
                          goOn.await();
                          return text(String.valueOf(count(request.body().stream())));
                        })),
            new PlainFaults(),
            CallerFilter.anybody().answering((_, response) -> response.header("X-Filter", "seen")),
            1L << 30);
    var hosts = new Hosts(Set.of("localhost"), ".localhost");
    return Server.start(
        new ServerOptions("127.0.0.1", 0, tls, hosts, List.of())
            .within(new ServerOptions.Limits(HEAD_PATIENCE, BODY_PATIENCE, MAX_REQUESTS)),
        new Two(),
        List.of(api),
        (_, _, _, _, _) -> {},
        System.err,
        Clock.systemUTC());
  }

  @Test
  void aHeadThatTricklesInIsCutOff() throws Exception {
    for (var first : List.of("", "GET /who HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      try (var socket = connect()) {
        send(socket, first + "GET /who HTTP/1.1\r\nHost: localhost\r\n");
        socket.setSoTimeout(10_000);
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        assertThatThrownBy(
                () -> {
                  while (System.nanoTime() < end) {
                    send(socket, "X-A: b\r\n");
                    Await.pass(Duration.ofMillis(100));
                  }
                })
            .isInstanceOf(SocketException.class);
      }
    }
  }

  @Test
  void aSlowAnswerIsNotTakenForASlowHead() throws Exception {
    try (var socket = connect()) {
      send(
          socket,
          "POST /wait HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\n\r\nab");
      Await.pass(HEAD_PATIENCE.plusMillis(500));
      goOn.countDown();
      assertThat(text(socket.getInputStream())).endsWith("\r\n\r\n2");
    }
  }

  @Test
  void aConnectionMayRestLongerThanAHeadMayTake() throws Exception {
    try (var socket = connect()) {
      send(socket, "POST /count HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab");
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      Await.pass(HEAD_PATIENCE.plusMillis(500));
      send(socket, "GET /who HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(text(socket.getInputStream())).endsWith("\r\n\r\ndemo localhost:" + server.port());
    }
  }

  @Test
  void aHeadHasItsTimeFromItsFirstByteWhateverCameBefore() throws Exception {
    var most = HEAD_PATIENCE.dividedBy(10).multipliedBy(6);
    try (var socket = connect()) {
      send(socket, "GET /who HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      Await.pass(most);
      send(socket, "GET /who HTTP/1.1\r\nHost: localhost\r\n");
      Await.pass(most);
      send(socket, "Connection: close\r\n\r\n");
      assertThat(text(socket.getInputStream())).endsWith("\r\n\r\ndemo localhost:" + server.port());
    }
  }

  @Test
  void manyConnectionsAtOnceAreServed() throws Exception {
    var sockets = new ArrayList<Socket>();
    for (int i = 0; i < 16; i++) {
      sockets.add(connect());
    }
    for (var socket : sockets) {
      send(socket, "GET /who HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }
    for (var socket : sockets) {
      assertThat(text(socket.getInputStream())).endsWith("demo localhost:" + server.port());
      socket.close();
    }
  }

  @Test
  void aRenewedCertificateIsShownToNewConnections() throws Exception {
    var tls = new ServerOptions.Tls(0, folder.resolve("c.pem"), folder.resolve("k.pem"));
    var first = SelfSigned.pair("localhost");
    first.write(tls.certificate(), tls.key());
    try (var secure = start(Optional.of(tls))) {
      for (int i = 0; i < 8; i++) {
        assertThat(shown(secure, first)).isEqualTo(first.certificate());
      }
      var second = SelfSigned.pair("localhost");
      second.write(tls.certificate(), tls.key());
      secure.reloadCertificate();
      for (int i = 0; i < 8; i++) {
        assertThat(shown(secure, first, second)).isEqualTo(second.certificate());
      }
    }
  }

  @Test
  void aKeyOfAnotherCertificateLeavesTheCertificateBefore() throws Exception {
    var tls = new ServerOptions.Tls(0, folder.resolve("c.pem"), folder.resolve("k.pem"));
    var first = SelfSigned.pair("localhost");
    first.write(tls.certificate(), tls.key());
    try (var secure = start(Optional.of(tls))) {
      var second = SelfSigned.pair("localhost");
      second.write(tls.certificate(), folder.resolve("not-yet-in-place.pem"));

      assertThatThrownBy(secure::reloadCertificate)
          .hasMessageContaining("k.pem does not belong to the first certificate in ");
      assertThat(shown(secure, first, second)).isEqualTo(first.certificate());

      second.write(tls.certificate(), tls.key());
      secure.reloadCertificate();
      assertThat(shown(secure, first, second)).isEqualTo(second.certificate());
    }
  }

  /** The certificate that a new connection is shown, which must be one of these. */
  private static Certificate shown(Server server, SelfSigned.Pair... known) throws Exception {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    for (int i = 0; i < known.length; i++) {
      trusted.setCertificateEntry("known-" + i, known[i].certificate());
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    try (var socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.tlsPort())) {
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  private static Response text(String text) {
    return Response.text(200, "text/plain", text);
  }

  private Response file() throws IOException {
    var file = folder.resolve("digits");
    Files.writeString(file, "0123456789");
    return Response.file(200, "application/octet-stream", file, 2, 5);
  }

  private static void lines(OutputStream out) throws IOException {
    for (int i = 0; i < 100_000; i++) {
      out.write("a line of thirty-two characters\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private long count(InputStream in) throws IOException {
    var buffer = new byte[65_536];
    long total = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      total += n;
      taken.addAndGet(n);
    }
    if (total < 0) {
      throw FaultException.precondition("never");
    }
    return total;
  }

  private record Two() implements Registries {
    @Override
    public Optional<Registry> byHostLabel(String label) {
      return List.of(DEMO, NEW).stream().filter(it -> it.hostLabel().equals(label)).findFirst();
    }

    @Override
    public Optional<Registry> defaultRegistry() {
      return Optional.of(DEMO);
    }
  }

  private String get(String target) throws IOException {
    return ask("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n");
  }

  private String ask(String head) throws IOException {
    try (var socket = connect()) {
      send(socket, head + "Connection: close\r\n\r\n");
      return text(socket.getInputStream());
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.port());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
