package io.berth.outbound;

import java.net.InetAddress;
import java.util.List;

/**
 * A CIDR block (RFC 4632 section 3.1, RFC 4291 section 2.3).
 *
 * @param first its first address, bits beyond {@code length} ignored
 */
record AddressBlock(InetAddress first, int length) {
  /**
   * Parses {@code 10.0.0.0/8}, {@code ::1/128} or a single address.
   *
   * @throws IllegalArgumentException when it is none of them
   */
  static AddressBlock parse(String text) {
    int slash = text.indexOf('/');
    var address = slash < 0 ? text : text.substring(0, slash);
    if (!address.matches("[0-9.]++|[0-9a-fA-F.]*+:[0-9a-fA-F:.]*+")) {
      throw new IllegalArgumentException("not any, public or a CIDR block: " + text);
    }
    try {
      var first = InetAddress.ofLiteral(address);
      int bits = first.getAddress().length * 8;
      int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      if (length < 0 || length > bits) {
        throw new IllegalArgumentException("the prefix of " + text + " is too long");
      }
      return new AddressBlock(first, length);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not any, public or a CIDR block: " + text, e);
    }
  }

  static List<AddressBlock> of(String... texts) {
    return List.of(texts).stream().map(AddressBlock::parse).toList();
  }

  /** An address of the other family never lies in it. */
  boolean contains(InetAddress address) {
    var bytes = address.getAddress();
    var prefix = first.getAddress();
    if (bytes.length != prefix.length) {
      return false;
    }
    for (int bit = 0; bit < length; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((bytes[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
