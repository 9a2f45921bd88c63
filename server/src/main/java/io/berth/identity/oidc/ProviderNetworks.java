package io.berth.identity.oidc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which addresses providers may have: the setting {@code provider-networks}. {@code any} is all but
 * link-local and cloud-metadata addresses, {@code public} leaves out private ones too, otherwise
 * only the CIDR blocks that are listed. Checked on the address that is connected to, after the name
 * was resolved.
 */
public final class ProviderNetworks {
  private static final List<String> NEVER =
      List.of(
          "0.0.0.0/8",
          "169.254.0.0/16",
          "100.100.100.200/32",
          "168.63.129.16/32",
          "224.0.0.0/3",
          "::/128",
          "fe80::/10",
          "fd00:ec2::254/128",
          "ff00::/8");
  private static final List<String> PRIVATE =
      List.of(
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "::1/128",
          "fc00::/7");

  private final List<Block> allowed;
  private final List<Block> denied;

  private ProviderNetworks(List<String> allowed, List<String> denied) {
    this.allowed = allowed.stream().map(Block::parse).toList();
    this.denied = denied.stream().map(Block::parse).toList();
  }

  /**
   * Reads the setting.
   *
   * @throws IllegalArgumentException when it is neither a known word nor a list of CIDR blocks
   */
  public static ProviderNetworks parse(List<String> setting) {
    if (setting.isEmpty() || setting.equals(List.of("any"))) {
      return new ProviderNetworks(List.of(), NEVER);
    }
    if (setting.equals(List.of("public"))) {
      var denied = new ArrayList<>(NEVER);
      denied.addAll(PRIVATE);
      return new ProviderNetworks(List.of(), denied);
    }
    return new ProviderNetworks(setting, List.of());
  }

  /** Whether a provider may have this address. */
  public boolean allows(InetAddress address) {
    return allowed.isEmpty()
        ? denied.stream().noneMatch(block -> block.contains(address))
        : allowed.stream().anyMatch(block -> block.contains(address));
  }

  /** RFC 4632 section 3.1, RFC 4291 section 2.3. */
  private record Block(List<Byte> prefix, int length) {
    static Block parse(String text) {
      int slash = text.indexOf('/');
      var address = slash < 0 ? text : text.substring(0, slash);
      if (!address.matches("[0-9.]++|[0-9a-fA-F.]*+:[0-9a-fA-F:.]*+")) {
        throw new IllegalArgumentException("not any, public or a CIDR block: " + text);
      }
      try {
        // Only digits, dots and colons: never looked up.
        var bytes = InetAddress.getByName(address).getAddress();
        int length = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (length < 0 || length > bytes.length * 8) {
          throw new IllegalArgumentException("the prefix of " + text + " is too long");
        }
        var prefix = new ArrayList<Byte>();
        for (byte b : bytes) {
          prefix.add(b);
        }
        return new Block(List.copyOf(prefix), length);
      } catch (UnknownHostException | NumberFormatException e) {
        throw new IllegalArgumentException("not any, public or a CIDR block: " + text, e);
      }
    }

    boolean contains(InetAddress address) {
      var bytes = address.getAddress();
      if (bytes.length != prefix.size()) {
        return false;
      }
      for (int bit = 0; bit < length; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((bytes[bit / 8] & mask) != (prefix.get(bit / 8) & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
