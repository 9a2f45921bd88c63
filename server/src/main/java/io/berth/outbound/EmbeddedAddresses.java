package io.berth.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * IPv4 addresses inside IPv6 addresses: a gateway or tunnel on the way may take the one for the
 * other, so whoever refuses an address refuses it in these forms too.
 */
final class EmbeddedAddresses {
  private static final AddressBlock COMPATIBLE = AddressBlock.parse("::/96");
  private static final AddressBlock TRANSLATED = AddressBlock.parse("::ffff:0:0:0/96");
  private static final AddressBlock NAT64 = AddressBlock.parse("64:ff9b::/96");
  private static final AddressBlock LOCAL_NAT64 = AddressBlock.parse("64:ff9b:1::/48");
  private static final AddressBlock TEREDO = AddressBlock.parse("2001::/32");
  private static final AddressBlock SIX_TO_FOUR = AddressBlock.parse("2002::/16");

  private EmbeddedAddresses() {}

  /** The address and every IPv4 address that it may stand for. */
  static List<InetAddress> forms(InetAddress address) {
    var forms = new ArrayList<InetAddress>(List.of(address));
    if (address instanceof Inet6Address) {
      var bytes = address.getAddress();
      if (isMapped(bytes)
          || (COMPATIBLE.contains(address) && !address.isLoopbackAddress()) // 2.5.5.1
          || TRANSLATED.contains(address) // RFC 2765 section 2.1
          || NAT64.contains(address)) { // RFC 6052 section 2.2
        forms.add(v4(bytes, 12, false));
      }
      if (LOCAL_NAT64.contains(address)) { // RFC 8215: any of the lengths of RFC 6052
        forms.add(v4(bytes, 12, false));
        forms.add(v4(new byte[] {bytes[6], bytes[7], bytes[9], bytes[10]}, 0, false));
        forms.add(v4(new byte[] {bytes[7], bytes[9], bytes[10], bytes[11]}, 0, false));
        forms.add(v4(bytes, 9, false));
      }
      if (SIX_TO_FOUR.contains(address)) { // RFC 3056 section 2
        forms.add(v4(bytes, 2, false));
      }
      if (TEREDO.contains(address)) { // RFC 4380 section 4
        forms.add(v4(bytes, 4, false));
        forms.add(v4(bytes, 12, true));
      }
      if ((bytes[8] & 0xfd) == 0
          && bytes[9] == 0
          && bytes[10] == 0x5e
          && bytes[11] == (byte) 0xfe) {
        forms.add(v4(bytes, 12, false)); // ISATAP, RFC 5214 section 6.1
      }
    }
    return forms;
  }

  /**
   * RFC 4291 section 2.5.5.2. Java turns what it parses into IPv4, but not what a resolver says.
   */
  private static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
  }

  private static InetAddress v4(byte[] bytes, int from, boolean inverted) {
    var four = Arrays.copyOfRange(bytes, from, from + 4);
    for (int i = 0; inverted && i < 4; i++) {
      four[i] = (byte) ~four[i];
    }
    try {
      return InetAddress.getByAddress(four);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
