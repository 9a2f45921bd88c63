package io.berth.control.application;

import io.berth.control.schema.BodyReader;
import io.berth.http.message.AddressRange;
import io.berth.http.message.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a consumer key may be used from, as callers write it. */
public final class AllowedIps {
  public static final int MOST = 100;
  public static final String TOO_MANY = "allowedIPs must be a list of at most " + MOST + " blocks";
  public static final String WRONG = "allowedIPs holds addresses and CIDR blocks, not ";

  private AllowedIps() {}

  /**
   * The blocks as they were given; none for everywhere.
   *
   * @throws io.berth.fault.FaultException Invalid BODY
   */
  public static List<String> checked(@Nullable List<String> given) {
    if (given == null) {
      return List.of();
    }
    for (var block : given) {
      try {
        AddressRange.parse(block);
      } catch (IllegalArgumentException _) {
        throw BodyReader.invalid(WRONG + Json.text(block));
      }
    }
    return given;
  }
}
