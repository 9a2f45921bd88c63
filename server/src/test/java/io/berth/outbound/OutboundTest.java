package io.berth.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.outbound.OutboundException.Kind;
import io.berth.testing.Burst;
import io.berth.testing.ClosedPort;
import io.berth.testing.HostilePeer;
import io.berth.testing.SelfSigned;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a place may do to whoever asks it, and what it gets. Real sockets on both sides. */
final class OutboundTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private final Outbound outbound = outbound(InetAddress::getAllByName);

  private static Outbound outbound(HostResolver lookup) {
    return new Outbound(OutboundNetworks.parse(List.of("any"), true), lookup, PATIENCE);
  }

  private static URI at(HostilePeer peer) {
    return URI.create("http://localhost:" + peer.port() + "/a?b=c");
  }

  private Outbound.Answer get(URI uri) throws OutboundException {
    return outbound.send(OutboundCall.get(uri, CertificateTrust.USUAL, Map.of()));
  }

  private void fails(HostilePeer peer, Kind kind) {
    try (peer) {
      fails(at(peer), kind);
    }
  }

  private void fails(URI uri, Kind kind) {
    long started = System.nanoTime();
    assertThatThrownBy(() -> get(uri))
        .isInstanceOfSatisfying(
            OutboundException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .isLessThan(PATIENCE.plus(Duration.ofSeconds(2)));
  }

  @Test
  void anAnswerComesWithItsHeadersWhateverTheirCase() throws Exception {
    try (var peer = HostilePeer.saying(OK + "etag: \"1\"\r\nContent-Length: 2\r\n\r\nhi")) {
      var answer = get(at(peer));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("hi");
      assertThat(answer.headers()).containsEntry("ETag", "\"1\"");
    }
  }

  /** Each of these peers is waited for until the deadline: all of them at once. */
  private void areLeftAtTheDeadline(HostilePeer... peers) throws Exception {
    Burst.of(peers.length, i -> Executors.callable(() -> fails(peers[i], Kind.LATE)));
  }

  @Test
  void aTricklingPeerIsLeftAtTheDeadline() throws Exception {
    areLeftAtTheDeadline(
        HostilePeer.trickling("", 100),
        HostilePeer.trickling(OK + "X-Slow: ", 100),
        HostilePeer.trickling(OK + "Content-Length: 100000\r\n\r\n", 100),
        HostilePeer.trickling(OK + "Transfer-Encoding: chunked\r\n\r\nfffff\r\n", 100),
        HostilePeer.silent());
  }

  @Test
  void answersThatOnlyBeginAgainAndAgainEndAtTheDeadline() throws Exception {
    areLeftAtTheDeadline(
        HostilePeer.endless("", "HTTP/1.1 100 Continue\r\n\r\n"),
        HostilePeer.endless("", "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n"));
  }

  @Test
  void endlessHeadersAndBodiesAreNotKept() {
    fails(HostilePeer.endless(OK, "X-More: 1\r\n"), Kind.PROTOCOL);
    fails(HostilePeer.endless(OK + "X-Long: ", "x"), Kind.PROTOCOL);
    fails(HostilePeer.endless("", "x"), Kind.PROTOCOL);
    fails(HostilePeer.endless(OK + "\r\n", "body"), Kind.AWAY);
    fails(
        HostilePeer.endless(OK + "Transfer-Encoding: chunked\r\n\r\n", "4\r\nbody\r\n"), Kind.AWAY);
    fails(
        HostilePeer.endless(OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "X-Trailer: 1\r\n"),
        Kind.PROTOCOL);
  }

  @Test
  void whatIsNotHttpIsSaidToBeSo() {
    fails(HostilePeer.saying("SSH-2.0-OpenSSH_9.9\r\n"), Kind.PROTOCOL);
    fails(HostilePeer.saying("HTTP/1.1 abc\r\n\r\n"), Kind.PROTOCOL);
    fails(HostilePeer.saying(""), Kind.PROTOCOL);
  }

  @Test
  void aRedirectIsAnAnswerAndNotFollowed() throws Exception {
    try (var metadata = HostilePeer.saying(OK + "Content-Length: 6\r\n\r\nsecret");
        var peer =
            HostilePeer.saying(
                "HTTP/1.1 302 Found\r\nLocation: http://localhost:%d/\r\nContent-Length: 0\r\n\r\n"
                    .formatted(metadata.port()))) {
      assertThat(get(at(peer)).status()).isEqualTo(302);
      assertThat(metadata.connections()).isZero();
    }
  }

  @Test
  void whatIsPostedIsSentOnceEvenWhenTheConnectionBreaks() {
    try (var peer = HostilePeer.saying("")) {
      assertThatThrownBy(
              () ->
                  outbound.send(
                      OutboundCall.post(
                          at(peer), CertificateTrust.USUAL, Map.of(), new byte[] {1})))
          .isInstanceOf(OutboundException.class);
      assertThat(peer.connections()).isEqualTo(1);
    }
    try (var peer =
        HostilePeer.saying("HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(peer.connections()).isZero();
      assertThatThrownBy(() -> get(URI.create("https://localhost:" + peer.port())))
          .isInstanceOf(OutboundException.class);
      assertThat(peer.connections()).isEqualTo(1);
    }
  }

  @Test
  void cookiesChallengesAndOffersOfAnotherProtocolChangeNothing() throws Exception {
    var head =
        String.join(
            "\r\n",
            "HTTP/1.1 401 No",
            "Set-Cookie: a=b",
            "WWW-Authenticate: Basic realm=x",
            "Upgrade: h2c",
            "Connection: Upgrade",
            "Content-Length: 0",
            "",
            "");
    var heard = new CountDownLatch(2);
    var cookies = new AtomicInteger();
    try (var peer =
        new HostilePeer(
            (self, caller) -> {
              cookies.addAndGet(self.readHead(caller).contains("Cookie") ? 1 : 0);
              heard.countDown();
              caller.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            })) {
      assertThat(get(at(peer)).status()).isEqualTo(401);
      assertThat(get(at(peer)).status()).isEqualTo(401);
      assertThat(heard.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(peer.connections()).isEqualTo(2);
      assertThat(cookies).hasValue(0);
    }
  }

  @Test
  void aGzipBombStaysClosed() throws IOException {
    var bomb = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bomb)) {
      gzip.write(new byte[64 << 20]);
    }
    fails(
        new HostilePeer(
            (_, caller) -> {
              caller.getInputStream().readNBytes(20);
              var out = caller.getOutputStream();
              out.write(
                  (OK + "Content-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n")
                      .getBytes(StandardCharsets.UTF_8));
              bomb.writeTo(out);
            }),
        Kind.PROTOCOL);
  }

  @Test
  void proxiesOfTheJvmAreNotAsked() throws Exception {
    try (var proxy = HostilePeer.saying("HTTP/1.1 418 Proxy\r\nContent-Length: 0\r\n\r\n");
        var peer = HostilePeer.saying(OK + "Content-Length: 0\r\n\r\n")) {
      for (var name : List.of("http.proxy", "https.proxy", "socksProxy")) {
        System.setProperty(name + "Host", "localhost");
        System.setProperty(name + "Port", String.valueOf(proxy.port()));
      }
      System.setProperty("http.nonProxyHosts", "");
      System.setProperty("socksNonProxyHosts", "");
      try {
        assertThat(get(at(peer)).status()).isEqualTo(200);
        fails(URI.create("https://localhost:" + peer.port()), Kind.LATE);
        assertThat(peer.connections()).isEqualTo(2);
        assertThat(proxy.connections()).isZero();
      } finally {
        for (var name : List.of("http.proxy", "https.proxy", "socksProxy")) {
          System.clearProperty(name + "Host");
          System.clearProperty(name + "Port");
        }
        System.clearProperty("http.nonProxyHosts");
        System.clearProperty("socksNonProxyHosts");
      }
    }
  }

  @Test
  void slowAndHalfOpenHandshakesEndAtTheDeadline() throws Exception {
    try (var peer = HostilePeer.silent();
        var slow =
            new HostilePeer(
                (self, caller) -> {
                  var out = caller.getOutputStream();
                  out.write("\u0016\u0003\u0003@\u0000".getBytes(StandardCharsets.ISO_8859_1));
                  while (self.waits(100)) {
                    out.write(0);
                    out.flush();
                  }
                })) {
      var peers = List.of(peer, slow);
      Burst.of(
          peers.size(),
          i ->
              Executors.callable(
                  () ->
                      fails(
                          URI.create("https://localhost:" + peers.get(i).port() + "/"),
                          Kind.LATE)));
    }
  }

  @Test
  void aCertificateMustBeTrustedAndNameTheHost() throws Exception {
    var mine = SelfSigned.pair("localhost");
    var other = SelfSigned.pair("other.example.test");
    try (var server = tls(mine);
        var elsewhere = tls(other)) {
      var uri = URI.create("https://localhost:" + server.port() + "/");
      fails(uri, Kind.CERTIFICATE);
      var trust = new CertificateTrust(true, mine.certificatePem());
      assertThat(outbound.send(OutboundCall.get(uri, trust, Map.of())).status()).isEqualTo(200);
      assertThat(
              outbound
                  .send(OutboundCall.get(uri, new CertificateTrust(false, ""), Map.of()))
                  .status())
          .isEqualTo(200);
      fails(uri, Kind.CERTIFICATE); // what another call accepts weakens nothing
      var there = URI.create("https://localhost:" + elsewhere.port() + "/");
      var theirs = new CertificateTrust(true, other.certificatePem());
      assertThatThrownBy(() -> outbound.send(OutboundCall.get(there, theirs, Map.of())))
          .isInstanceOfSatisfying(
              OutboundException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CERTIFICATE))
          .hasMessageContaining("localhost");
    }
  }

  private static HostilePeer tls(SelfSigned.Pair pair) {
    return new HostilePeer(
        (_, caller) -> {
          try (var socket =
              (SSLSocket) pair.context().getSocketFactory().createSocket(caller, null, 0, true)) {
            socket.setUseClientMode(false);
            socket.startHandshake();
            socket.getInputStream().readNBytes(10);
            socket
                .getOutputStream()
                .write((OK + "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  /** The name leads elsewhere the second time; what is asked is what was judged. */
  @Test
  void aNameThatChangesBetweenLookAndConnectGainsNothing() throws Exception {
    var looks = new AtomicInteger();
    try (var peer = HostilePeer.saying(OK + "Content-Length: 0\r\n\r\n")) {
      var rebinding =
          new Outbound(
              OutboundNetworks.parse(List.of("127.0.0.2/32"), false),
              _ ->
                  new InetAddress[] {
                    InetAddress.ofLiteral("127.0.0." + (looks.getAndIncrement() % 2 == 0 ? 2 : 1))
                  },
              PATIENCE);
      for (int i = 0; i < 4; i++) {
        assertThatThrownBy(
                () ->
                    rebinding.send(
                        OutboundCall.get(
                            URI.create("https://rebinding.test:" + peer.port()),
                            CertificateTrust.USUAL,
                            Map.of())))
            .isInstanceOf(OutboundException.class);
      }
      assertThat(looks).hasValue(4);
      assertThat(peer.connections()).isZero();
    }
  }

  @Test
  void ofSeveralAddressesOnlyThoseAllowedAreAsked() throws Exception {
    try (var peer = HostilePeer.saying(OK + "Content-Length: 0\r\n\r\n")) {
      var mixed =
          outbound(
              _ ->
                  new InetAddress[] {
                    InetAddress.ofLiteral("169.254.169.254"), InetAddress.getLoopbackAddress()
                  });
      var uri = URI.create("http://two.localhost:" + peer.port() + "/");
      assertThat(mixed.send(OutboundCall.get(uri, CertificateTrust.USUAL, Map.of())).status())
          .isEqualTo(200);
    }
  }

  @Test
  void aNameThatIsNeverFoundIsNotWaitedForBeyondTheDeadline() {
    var asleep = new CountDownLatch(1);
    var lost =
        outbound(
            _ -> {
              try {
                asleep.await();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
              return new InetAddress[0];
            });
    assertThatThrownBy(
            () ->
                lost.send(
                    OutboundCall.get(
                        URI.create("https://lost.test/"), CertificateTrust.USUAL, Map.of())))
        .isInstanceOfSatisfying(
            OutboundException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LATE));
    asleep.countDown();
  }

  @Test
  void plainHttpGoesToThisMachineOnlyWhateverTheNameResolvesTo() {
    var elsewhere = outbound(_ -> new InetAddress[] {InetAddress.ofLiteral("10.1.2.3")});
    assertThatThrownBy(
            () ->
                elsewhere.send(
                    OutboundCall.get(
                        URI.create("http://x.localhost/"), CertificateTrust.USUAL, Map.of())))
        .hasMessageContaining("10.1.2.3, which is not allowed here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://127.0.0.01/",
        "https://[fe80::1%25eth0]/",
        "https://user@idp.example.test/",
        "http://idp.example.test/",
        "http://127.0.0.1.example.test/",
        "ftp://localhost/",
        "gopher://127.0.0.1/",
        "file:///etc/passwd",
        "https:///nothing"
      })
  void whatIsNotPlainlyAHostIsNeverAsked(String url) {
    fails(URI.create(url), Kind.URL);
  }

  @ParameterizedTest
  @CsvSource({
    "https://169.254.169.254/",
    "https://[fd00:ec2::254]/",
    "https://0.0.0.0/",
    "https://[::]/",
    "https://[::ffff:169.254.169.254]/",
    "https://[64:ff9b::a9fe:a9fe]/"
  })
  void metadataIsNeverAskedEvenWhereAllIsAllowed(String url) {
    fails(URI.create(url), Kind.ADDRESS);
  }

  @Test
  void manyCallsToOneSlowPlaceDoNotPileUp() throws Exception {
    try (var slow = HostilePeer.silent();
        var quick = HostilePeer.saying(OK + "Content-Length: 0\r\n\r\n")) {
      int callers = DestinationLimit.RUNNING + DestinationLimit.WAITING + 20;
      var begun = new CountDownLatch(callers);
      var kinds = new ConcurrentLinkedQueue<Kind>();
      var threads =
          IntStream.range(0, callers)
              .mapToObj(
                  _ ->
                      Thread.ofVirtual()
                          .start(
                              () -> {
                                begun.countDown();
                                try {
                                  get(at(slow));
                                } catch (OutboundException e) {
                                  kinds.add(e.kind());
                                }
                              }))
              .toList();
      begun.await();
      assertThat(get(at(quick)).status()).as("another place").isEqualTo(200);
      for (var thread : threads) {
        thread.join();
      }
      assertThat(kinds).hasSize(callers).contains(Kind.BUSY, Kind.LATE);
      assertThat(slow.connections()).isLessThanOrEqualTo(2 * DestinationLimit.RUNNING);
    }
  }

  @Test
  void aClosedPortIsSaidToBeSoToThoseWhoMayKnow() throws IOException {
    try (var closed = new ClosedPort()) {
      fails(URI.create("http://127.0.0.1:" + closed.number() + "/"), Kind.AWAY);
      fails(URI.create("http://[::1]:" + closed.number() + "/"), Kind.AWAY);
    }
  }
}
