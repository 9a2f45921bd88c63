package io.berth.outbound;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses the server may connect to because somebody named them: the setting {@code
 * outbound-networks}. {@code public} is public addresses, {@code any} also private ones, otherwise
 * only the CIDR blocks that are listed. Link-local and cloud-metadata addresses never, whatever is
 * set. Loopback only where a block names it, or with {@code any} while the server can be reached
 * from this machine only.
 */
public final class OutboundNetworks {
  /** Nothing makes these open: who answers there hands out the machine's own credentials. */
  private static final List<AddressBlock> NEVER =
      AddressBlock.of(
          "0.0.0.0/8",
          "169.254.0.0/16",
          "100.100.100.200/32",
          "168.63.129.16/32",
          "192.0.0.192/32",
          "224.0.0.0/3",
          "::/128",
          "fe80::/10",
          "fd00:ec2::/32",
          "fd20:ce::/32",
          "ff00::/8");

  private static final List<AddressBlock> LOOPBACK = AddressBlock.of("127.0.0.0/8", "::1/128");

  /** Not of the public internet (RFC 6890 and what was registered after it). */
  private static final List<AddressBlock> PRIVATE =
      AddressBlock.of(
          "10.0.0.0/8",
          "100.64.0.0/10",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "64:ff9b:1::/48",
          "100::/64",
          "2001:db8::/32",
          "3fff::/20",
          "5f00::/16",
          "fc00::/7",
          "fec0::/10");

  private final String setting;
  private final List<AddressBlock> listed;
  private final boolean alone;

  private OutboundNetworks(String setting, List<AddressBlock> listed, boolean alone) {
    this.setting = setting;
    this.listed = listed;
    this.alone = alone;
  }

  /**
   * Reads the setting.
   *
   * @param setting empty for the default: {@code any} for a server that is alone, else {@code
   *     public}
   * @param alone whether the server can be reached from this machine only
   * @throws IllegalArgumentException when it is neither a known word nor a list of CIDR blocks
   */
  public static OutboundNetworks parse(List<String> setting, boolean alone) {
    if (setting.isEmpty()) {
      return new OutboundNetworks(alone ? "any" : "public", List.of(), alone);
    }
    if (setting.equals(List.of("any")) || setting.equals(List.of("public"))) {
      return new OutboundNetworks(setting.getFirst(), List.of(), alone);
    }
    return new OutboundNetworks(
        String.join(",", setting), setting.stream().map(AddressBlock::parse).toList(), alone);
  }

  /** Whether an address may be connected to, in every form that it may stand for. */
  boolean allows(InetAddress address) {
    return (listed.isEmpty() || within(listed, address))
        && EmbeddedAddresses.forms(address).stream()
            .allMatch(form -> !within(NEVER, form) && allowsForm(form));
  }

  private boolean allowsForm(InetAddress form) {
    if (within(LOOPBACK, form)) {
      return listed.isEmpty() ? alone && setting.equals("any") : within(listed, form);
    }
    return setting.equals("any") || !within(PRIVATE, form) || within(listed, form);
  }

  /**
   * Whether people who named the address may be told what happened there. Of a network that is not
   * public, and that nobody named in the setting, the answers would draw a map.
   */
  boolean tells(InetAddress address) {
    return alone || (allows(address) && (isPublic(address) || !listed.isEmpty()));
  }

  /** Whether nobody but people at this machine ask: they may know everything about it. */
  public boolean alone() {
    return alone;
  }

  private static boolean isPublic(InetAddress address) {
    return EmbeddedAddresses.forms(address).stream()
        .noneMatch(form -> within(NEVER, form) || within(LOOPBACK, form) || within(PRIVATE, form));
  }

  private static boolean within(List<AddressBlock> blocks, InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  /** The setting in force. */
  @Override
  public String toString() {
    return setting;
  }
}
