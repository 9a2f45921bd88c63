package io.berth.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutboundNetworksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "fe80::1",
        "fd00:ec2::254",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "::ffff:0:169.254.169.254",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::169.254.169.254",
        "64:ff9b:1:a9fe:a9:fe00::",
        "2002:a9fe:a9fe::1",
        "2001:0:a9fe:a9fe::1",
        "2001:0:102:304:0:0:5601:5601",
        "2001:db8::5efe:169.254.169.254",
        "2001:db8::200:5efe:169.254.169.254",
        "192.0.0.192",
        "fd00:ec2::23",
        "fd20:ce::254",
        "255.255.255.255"
      })
  void cloudMetadataAndLinkLocalAddressesAreNeverAllowedWhateverIsSet(String address)
      throws Exception {
    for (var setting :
        List.of(
            List.of("any"),
            List.of("public"),
            List.<String>of(),
            List.of("0.0.0.0/0", "::/0"),
            List.of(address))) {
      assertThat(allows(setting, address)).as(setting.toString()).isFalse();
    }
  }

  /** A resolver may give such an address as IPv6, which Java itself never makes of it. */
  @Test
  void anIpv4AddressInIpv6ClothesIsWhatItIs() throws Exception {
    var bytes = InetAddress.ofLiteral("::1").getAddress();
    bytes[10] = bytes[11] = (byte) 0xff;
    bytes[12] = (byte) 169;
    bytes[13] = (byte) 254;
    var mapped = Inet6Address.getByAddress(null, bytes, -1);
    assertThat(mapped).isInstanceOf(Inet6Address.class);
    assertThat(OutboundNetworks.parse(List.of("any"), true).allows(mapped)).isFalse();
    bytes[12] = 10;
    var inside = Inet6Address.getByAddress(null, bytes, -1);
    assertThat(OutboundNetworks.parse(List.of("public"), true).allows(inside)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "64:ff9b::10.0.0.1",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "64:ff9b::127.0.0.1",
        "::10.1.1.1",
        "198.18.0.1",
        "192.0.2.1",
        "100.64.0.1",
        "fec0::1",
        "2001:db8::1",
        "127.8.9.10"
      })
  void privateAddressesInOtherFormsAreNotPublic(String address) throws Exception {
    assertThat(allows(List.of("public"), address)).isFalse();
  }

  @Test
  void loopbackIsOpenWhereItIsNamedOrNobodyElseReachesTheServer() {
    var here = InetAddress.getLoopbackAddress();
    assertThat(OutboundNetworks.parse(List.of(), true).allows(here)).isTrue();
    assertThat(OutboundNetworks.parse(List.of("any"), true).allows(here)).isTrue();
    assertThat(OutboundNetworks.parse(List.of("any"), false).allows(here)).isFalse();
    assertThat(OutboundNetworks.parse(List.of(), false).allows(here)).isFalse();
    assertThat(OutboundNetworks.parse(List.of("public"), true).allows(here)).isFalse();
    assertThat(OutboundNetworks.parse(List.of("127.0.0.1/32"), false).allows(here)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "192.168.0.1", "172.20.0.1", "127.0.0.1", "::1", "fd12::1"})
  void privateAddressesAreAllowedByAnyButNotByPublic(String address) throws Exception {
    assertThat(allows(List.of("any"), address)).isTrue();
    assertThat(allows(List.of("public"), address)).isFalse();
  }

  @Test
  void aListAllowsWhatItListsAndNothingElse() throws Exception {
    var list = List.of("10.0.0.0/8", "2001:db8::/32");

    assertThat(allows(list, "10.200.1.1")).isTrue();
    assertThat(allows(list, "2001:db8:1::1")).isTrue();
    assertThat(allows(list, "11.0.0.1")).isFalse();
    assertThat(allows(list, "93.184.216.34")).isFalse();
    assertThat(allows(List.of("public"), "93.184.216.34")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything", "10.0.0.0/33", "10.0.0.0/x", "example.test"})
  void anythingElseIsRefused(String setting) {
    assertThatThrownBy(() -> OutboundNetworks.parse(List.of(setting), true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean allows(List<String> setting, String address) throws Exception {
    return OutboundNetworks.parse(setting, true).allows(InetAddress.getByName(address));
  }
}
