package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OriginTest {
  private static final InetAddress PROXY = InetAddress.ofLiteral("10.1.2.3");
  private static final List<AddressRange> PROXIES = AddressRange.parseAll(List.of("10.0.0.0/8"));

  @Test
  void forwardedHeadersFromAStrangerAreNoise() {
    var origin =
        origin(
            InetAddress.ofLiteral("203.0.113.9"),
            Map.of(
                "X-Forwarded-For", "198.51.100.1",
                "X-Forwarded-Proto", "https",
                "X-Forwarded-Host", "evil.example"));

    assertThat(origin.client().getHostAddress()).isEqualTo("203.0.113.9");
    assertThat(origin.scheme()).isEqualTo("http");
    assertThat(origin.asked()).isEqualTo("inside:8080");
  }

  @Test
  void aTrustedProxyTellsClientSchemeAndHost() {
    var origin =
        origin(
            PROXY,
            Map.of(
                "X-Forwarded-For", "198.51.100.1, 10.9.9.9",
                "X-Forwarded-Proto", "https",
                "X-Forwarded-Host", "Berth.Example.org:443"));

    assertThat(origin.client().getHostAddress()).isEqualTo("198.51.100.1");
    assertThat(origin.scheme()).isEqualTo("https");
    assertThat(origin.asked()).isEqualTo("berth.example.org");
  }

  @Test
  void whatStandsLeftOfTheFirstUntrustedAddressMayBeInvented() {
    var origin = origin(PROXY, Map.of("X-Forwarded-For", "1.1.1.1, 198.51.100.7, 10.9.9.9"));

    assertThat(origin.client().getHostAddress()).isEqualTo("198.51.100.7");
  }

  @Test
  void blocksContainTheirAddressesAndNoOthers() {
    var block = AddressRange.parse("192.168.4.0/22");

    assertThat(block.contains(InetAddress.ofLiteral("192.168.7.255"))).isTrue();
    assertThat(block.contains(InetAddress.ofLiteral("192.168.8.0"))).isFalse();
    assertThat(block.contains(InetAddress.ofLiteral("::1"))).isFalse();
    assertThat(AddressRange.parse("::1").contains(InetAddress.ofLiteral("::1"))).isTrue();
  }

  @Test
  void namesAreNoBlocks() {
    for (var text : List.of("localhost", "10.0.0.0/33", "10.0.0.0/x", "", "1:2")) {
      assertThatThrownBy(() -> AddressRange.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Origin origin(InetAddress peer, Map<String, String> headers) {
    return Origin.of(
        peer, "http", Optional.of(new Authority("inside", 8080)), headers::get, PROXIES);
  }
}
