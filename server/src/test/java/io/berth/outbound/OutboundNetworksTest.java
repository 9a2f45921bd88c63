package io.berth.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        "::ffff:169.254.169.254"
      })
  void cloudMetadataAndLinkLocalAddressesAreNeverAllowedByDefault(String address) throws Exception {
    assertThat(allows(List.of("any"), address)).isFalse();
    assertThat(allows(List.of("public"), address)).isFalse();
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
