package io.berth.identity.user;

import java.util.List;

/** Who cannot be told apart by address. */
public final class ClientNetwork {
  private ClientNetwork() {}

  /** The network of an address: itself, and of IPv6 the /64 that one subscriber has. */
  public static String of(String address) {
    if (!address.contains(":")) {
      return address;
    }
    var groups = address.replaceAll("%.*$", "").split(":", -1);
    return String.join(":", List.of(groups).subList(0, Math.min(4, groups.length)));
  }
}
