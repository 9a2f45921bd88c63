package io.berth.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.berth.testing.ClosedPort;
import io.berth.testing.HostilePeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of places that are not public. */
final class OutboundSilenceTest {
  private static final String HOST = "internal.localhost";

  /** This machine's address in a private network, where nothing listens; else a refused one. */
  private static final InetAddress OWN = own();

  private static InetAddress own() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(InetAddress::isSiteLocalAddress)
          .findFirst()
          .orElse(InetAddress.getLoopbackAddress());
    } catch (SocketException e) {
      throw new AssertionError(e);
    }
  }

  /** As on a server that others reach, and whose operator lets providers live anywhere. */
  private final Outbound outbound =
      new Outbound(
          OutboundNetworks.parse(List.of("any"), false),
          host ->
              switch (host) {
                case HOST -> new InetAddress[] {OWN};
                case "here.localhost" -> new InetAddress[] {InetAddress.getLoopbackAddress()};
                case "meta.localhost" -> new InetAddress[] {InetAddress.ofLiteral("169.254.1.1")};
                default -> throw new java.net.UnknownHostException(host);
              },
          Duration.ofMillis(1500));

  private final ClosedPort closed = closedPort();

  private static ClosedPort closedPort() {
    try {
      return new ClosedPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void free() throws IOException {
    closed.close();
  }

  private record Told(String text, long millis) {}

  private Told told(String url) {
    long started = System.nanoTime();
    var uri = URI.create(url);
    var e =
        catchThrowableOfType(
            OutboundException.class,
            () -> outbound.send(OutboundCall.get(uri, CertificateTrust.USUAL, Map.of())));
    return new Told(
        e.told("a provider").replace(uri.getHost(), "HOST").replaceFirst(":\\d+", ""),
        (System.nanoTime() - started) / 1_000_000);
  }

  @Test
  void aNameNobodyHasARefusedAddressAndSilenceAreToldAlikeAndTakeAlikeLong() {
    var all =
        Stream.of(
                "https://nobody.localhost/",
                "https://meta.localhost/",
                "https://here.localhost/",
                "http://" + HOST + "/",
                "https://" + HOST + ":" + closed.number() + "/")
            .map(this::told)
            .toList();
    assertThat(all).extracting(Told::text).containsOnly(all.getFirst().text());
    assertThat(all.getFirst().text()).contains("did not answer as a provider");
    assertThat(all).allSatisfy(one -> assertThat(one.millis()).isGreaterThanOrEqualTo(999));
  }

  /** A private network that the setting names is one whose owners may be helped. */
  @Test
  void whereTheSettingNamesTheNetworkReasonsAreTold() throws IOException {
    var named =
        new Outbound(
            OutboundNetworks.parse(List.of("127.0.0.0/8"), false),
            InetAddress::getAllByName,
            Duration.ofSeconds(2));
    var refused = URI.create("http://127.0.0.1:" + closed.number() + "/");
    var e =
        catchThrowableOfType(
            OutboundException.class,
            () -> named.send(OutboundCall.get(refused, CertificateTrust.USUAL, Map.of())));
    assertThat(e.told("a provider")).contains("cannot be reached");
    try (var peer = HostilePeer.saying("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")) {
      var there = URI.create("http://127.0.0.1:" + peer.port() + "/");
      var answer =
          catchThrowableOfType(
              OutboundException.class,
              () -> outbound.send(OutboundCall.get(there, CertificateTrust.USUAL, Map.of())));
      assertThat(answer.told("a provider")).as("a literal tells nothing").contains("not allowed");
      assertThat(peer.connections()).isZero();
    }
  }
}
