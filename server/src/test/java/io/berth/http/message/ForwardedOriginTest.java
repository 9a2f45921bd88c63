package io.berth.http.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ForwardedOriginTest {
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
  void addressesAreUnderstoodAsProxiesWriteThem() {
    var written =
        Map.of(
            "198.51.100.1:4711", "198.51.100.1",
            "[2001:db8::1]", "2001:db8:0:0:0:0:0:1",
            "[2001:db8::1]:4711", "2001:db8:0:0:0:0:0:1",
            "2001:db8::1", "2001:db8:0:0:0:0:0:1",
            "::ffff:198.51.100.1", "198.51.100.1",
            "[::ffff:198.51.100.1]:1", "198.51.100.1",
            "unknown, 198.51.100.1, 10.9.9.9:80", "198.51.100.1");
    written.forEach(
        (text, address) ->
            assertThat(origin(PROXY, Map.of("X-Forwarded-For", text)).client().getHostAddress())
                .as(text)
                .isEqualTo(address));
    assertThat(origin(PROXY, Map.of()).client()).isEqualTo(PROXY);
  }

  @Test
  void whatAProxySaysUnreadablyDoesNotMakeItsClientTheProxy() {
    for (var text :
        List.of(
            "unknown",
            "_hidden",
            "198.51.100.1, unknown",
            "198.51.100.1, unknown, 10.9.9.9",
            "",
            " ",
            ",",
            "10.9.9.9,",
            ",10.9.9.9",
            "10.9.9.9,,10.9.9.8",
            "198.51.100.1:",
            "198.51.100.1:70000",
            "[2001:db8::1",
            "[198.51.100.1]",
            "[[2001:db8::1]]",
            "[]",
            "[2001:db8::1]4711",
            "2001:db8::1%eth0",
            "127.1",
            "0x7f000001",
            "010.0.0.1",
            "proxy1.example.org",
            "for=198.51.100.1")) {
      assertThatThrownBy(() -> origin(PROXY, Map.of("X-Forwarded-For", text)))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("X-Forwarded-For");
    }
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

  private static ForwardedOrigin origin(InetAddress peer, Map<String, String> headers) {
    return ForwardedOrigin.of(
        peer, "http", Optional.of(new Authority("inside", 8080)), headers::get, PROXIES);
  }
}
