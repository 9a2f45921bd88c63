package io.berth.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.testing.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told about the certificate of a provider that is tried. */
final class TlsProbeTest {
  private final Clock clock = Clock.systemUTC();
  private final Outbound outbound = new Outbound(OutboundNetworks.parse(List.of("any"), true));
  private final AtomicInteger handshakes = new AtomicInteger();
  private final List<SSLServerSocket> servers = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (var server : servers) {
      server.close();
    }
  }

  private URI serve(SelfSigned.Pair pair) throws IOException {
    var server =
        (SSLServerSocket)
            pair.context()
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    servers.add(server);
    Thread.ofVirtual().start(() -> shakeHands(server));
    return URI.create("https://localhost:" + server.getLocalPort() + "/realm");
  }

  private void shakeHands(SSLServerSocket server) {
    while (!server.isClosed()) {
      try (var socket = (SSLSocket) server.accept()) {
        handshakes.incrementAndGet();
        socket.startHandshake();
        assertThat(socket.getInputStream().read()).isNegative();
      } catch (IOException _) {
        // The caller left, or the test is over.
      }
    }
  }

  private TlsProbe.Seen look(URI uri, String authorities) throws OutboundException {
    return outbound.certificates(uri, authorities, clock.instant());
  }

  @Test
  void aCertificateNobodyVouchesForIsShownAndNotTrusted() throws Exception {
    var seen = look(serve(SelfSigned.pair("localhost")), "");
    assertThat(seen.problem()).startsWith("The certificate is not trusted:").endsWith(".");
    assertThat(seen.chain())
        .singleElement()
        .extracting(shown -> shown.getSubjectX500Principal().getName())
        .isEqualTo("CN=localhost");
  }

  @Test
  void theRegistrysOwnAuthoritiesCount() throws Exception {
    var pair = SelfSigned.pair("localhost");
    var uri = serve(pair);
    assertThat(look(uri, pair.certificatePem()).problem()).isEmpty();
    var another = SelfSigned.pair("localhost").certificatePem();
    assertThat(look(uri, another).problem()).startsWith("The certificate is not trusted:");
    assertThat(look(uri, "no PEM").problem()).startsWith("The trusted certificates are no use:");
  }

  @Test
  void anEndedCertificateIsNamedAsSuch() throws Exception {
    var end = clock.instant().minus(Duration.ofHours(1));
    var pair = SelfSigned.pair("localhost", end);
    assertThat(look(serve(pair), pair.certificatePem()).problem())
        .startsWith("The certificate ended on " + end.toString().substring(0, 19));
  }

  @Test
  void aCertificateOfAnotherHostIsNamedAsSuch() throws Exception {
    var pair = SelfSigned.pair("other.example.test");
    assertThat(look(serve(pair), pair.certificatePem()).problem())
        .startsWith("The certificate is for another host:")
        .contains("localhost");
  }

  @Test
  void anAddressThatIsNotAllowedIsNeitherProbedNorTold() throws Exception {
    var outside = new Outbound(OutboundNetworks.parse(List.of("public"), true));
    var uri = serve(SelfSigned.pair("localhost"));
    assertThatThrownBy(() -> outside.certificates(uri, "", clock.instant()))
        .hasMessageContaining("not allowed");
    assertThatThrownBy(
            () ->
                outside.send(OutboundCall.post(uri, CertificateTrust.USUAL, Map.of(), new byte[0])))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not allowed");
    assertThat(handshakes.get()).isZero();
  }

  @Test
  void aReceiverNobodyVouchesForGetsNoMessage() throws Exception {
    var uri = serve(SelfSigned.pair("localhost"));
    assertThatThrownBy(
            () ->
                outbound.send(
                    OutboundCall.post(uri, CertificateTrust.USUAL, Map.of(), new byte[] {1})))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no authority that is trusted here signed it");
  }
}
