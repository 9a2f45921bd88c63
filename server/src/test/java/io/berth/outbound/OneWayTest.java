package io.berth.outbound;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.audit.forward.LogServer;
import io.berth.outbound.OutboundBytes.Transport;
import io.berth.outbound.OutboundException.Kind;
import io.berth.testing.ClosedPort;
import io.berth.testing.HostilePeer;
import io.berth.testing.SelfSigned;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is brought to somebody who answers nothing. Real sockets on both sides. */
final class OneWayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final byte[] FIRST = "27 <110>1 - - - - create_user ".getBytes(US_ASCII);
  private static final byte[] SECOND = "27 <110>1 - - - - delete_user ".getBytes(US_ASCII);

  private final Outbound outbound = outbound("any");

  private static Outbound outbound(String networks) {
    return new Outbound(
        OutboundNetworks.parse(List.of(networks), networks.equals("any")),
        InetAddress::getAllByName,
        PATIENCE);
  }

  private static OutboundBytes bytes(Transport transport, String address, CertificateTrust trust) {
    return new OutboundBytes(transport, address, trust, List.of(FIRST, SECOND));
  }

  private static void fails(Outbound from, OutboundBytes bytes, Kind kind) {
    assertThatThrownBy(() -> from.send(bytes))
        .isInstanceOfSatisfying(
            OutboundException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }

  @Test
  void partsFollowOneAnotherInOneConnection() throws Exception {
    try (var server = LogServer.tcp()) {
      outbound.send(bytes(Transport.TCP, server.address(), CertificateTrust.USUAL));
      assertThat(server.next("create_user")).isNotEmpty();
      assertThat(server.next("delete_user")).isNotEmpty();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void eachPartIsADatagram() throws Exception {
    try (var server = LogServer.udp()) {
      outbound.send(bytes(Transport.UDP, server.address(), CertificateTrust.USUAL));
      assertThat(server.next("create_user")).isEqualTo(new String(FIRST, US_ASCII));
      assertThat(server.next("delete_user")).isEqualTo(new String(SECOND, US_ASCII));
    }
  }

  @Test
  void tlsTrustsWhomItIsTold() throws Exception {
    var pair = SelfSigned.pair("localhost");
    try (var server = LogServer.over(pair.context().getServerSocketFactory(), 0)) {
      var address = "localhost:" + server.port();
      fails(outbound, bytes(Transport.TLS, address, CertificateTrust.USUAL), Kind.CERTIFICATE);
      fails(
          outbound,
          bytes(Transport.TLS, server.address(), new CertificateTrust(true, pair.certificatePem())),
          Kind.CERTIFICATE); // the name is another one
      assertThat(server.rest()).isEmpty();

      outbound.send(
          bytes(Transport.TLS, address, new CertificateTrust(true, pair.certificatePem())));
      assertThat(server.next("create_user")).isNotEmpty();
      outbound.send(bytes(Transport.TLS, server.address(), new CertificateTrust(false, "")));
      assertThat(server.next("create_user")).isNotEmpty();
    }
  }

  /** Whoever named the place, and however it is asked. */
  @ParameterizedTest
  @EnumSource(Transport.class)
  void addressesThatAreNotAllowedAreNotAsked(Transport transport) throws Exception {
    try (var server = transport == Transport.UDP ? LogServer.udp() : LogServer.tcp()) {
      fails(
          outbound("public"),
          bytes(transport, server.address(), CertificateTrust.USUAL),
          Kind.ADDRESS);
      fails(
          outbound, bytes(transport, "169.254.169.254:514", CertificateTrust.USUAL), Kind.ADDRESS);
      assertThat(server.rest()).isEmpty();
      assertThat(server.connections()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void whereNobodyListensNothingIsTaken(Transport transport) throws Exception {
    try (var closed = new ClosedPort()) {
      var address = "127.0.0.1:" + closed.number();
      fails(outbound, bytes(transport, address, CertificateTrust.USUAL), Kind.AWAY);
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void namesThatNobodyHasAreSaidToBeSo(Transport transport) {
    fails(outbound, bytes(transport, "nobody.invalid:514", CertificateTrust.USUAL), Kind.NAME);
  }

  @Test
  void whoSpeaksWithoutEndIsNotListenedTo() throws Exception {
    try (var peer = HostilePeer.endless("", "welcome to the log server\r\n")) {
      outbound.send(bytes(Transport.TCP, "localhost:" + peer.port(), CertificateTrust.USUAL));
    }
    try (var peer = HostilePeer.silent()) {
      outbound.send(bytes(Transport.TCP, "localhost:" + peer.port(), CertificateTrust.USUAL));
      fails(
          outbound,
          bytes(Transport.TLS, "localhost:" + peer.port(), CertificateTrust.USUAL),
          Kind.LATE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "logs", "logs:", "logs:0", "logs:65536", "a b:1", "0x7f.1:514", "u@h:1"})
  void whatIsNoHostAndPortIsRefused(String address) {
    fails(outbound, bytes(Transport.TCP, address, CertificateTrust.USUAL), Kind.URL);
  }
}
