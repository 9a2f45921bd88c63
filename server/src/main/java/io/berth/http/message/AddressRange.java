package io.berth.http.message;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of addresses in CIDR notation (RFC 4632 section 3.1, RFC 4291 section 2.3).
 *
 * @param prefix the network's address, its bits beyond {@code length} ignored
 */
public record AddressRange(byte[] prefix, int length) {
  public AddressRange {
    prefix = prefix.clone();
  }

  /**
   * Parses {@code 10.0.0.0/8}, {@code ::1/128} or a single address.
   *
   * @throws IllegalArgumentException when it is none of them
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    var address = slash < 0 ? text : text.substring(0, slash);
    if (!address.matches("[0-9.]++|[0-9a-fA-F.]*+:[0-9a-fA-F:.]*+")) {
      throw new IllegalArgumentException("not an address or CIDR block: " + text);
    }
    try {
      // Only digits, dots and colons: never looked up.
      var bytes = InetAddress.getByName(address).getAddress();
      int length = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
      if (length < 0 || length > bytes.length * 8) {
        throw new IllegalArgumentException("the prefix of " + text + " is too long");
      }
      return new AddressRange(bytes, length);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("not an address or CIDR block: " + text, e);
    }
  }

  /** {@link #parse} for each. */
  public static List<AddressRange> parseAll(List<String> texts) {
    return texts.stream().map(AddressRange::parse).toList();
  }

  /** True when the address lies in this block; an address of the other family never does. */
  public boolean contains(InetAddress address) {
    var bytes = address.getAddress();
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AddressRange range
        && range.length == length
        && Arrays.equals(range.prefix, prefix);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(prefix) * 31 + length;
  }

  @Override
  public byte[] prefix() {
    return prefix.clone();
  }
}
