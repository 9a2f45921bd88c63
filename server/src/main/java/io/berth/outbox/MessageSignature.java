package io.berth.outbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The headers by which a receiver knows a message and who it is from. */
public final class MessageSignature {
  private MessageSignature() {}

  /**
   * {@code X-Berth-Delivery} is the event's id, {@code X-Berth-Timestamp} the time of sending in
   * seconds, {@code X-Berth-Signature} one {@code sha256=…} for each secret, separated by commas;
   * none without a secret.
   *
   * @param time seconds since 1970
   */
  public static Map<String, String> headers(
      String eventId, List<String> secrets, long time, String body) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("X-Berth-Delivery", eventId);
    headers.put("X-Berth-Timestamp", String.valueOf(time));
    if (!secrets.isEmpty()) {
      headers.put(
          "X-Berth-Signature",
          secrets.stream()
              .map(secret -> "sha256=" + of(secret, String.valueOf(time), body))
              .collect(Collectors.joining(",")));
    }
    return headers;
  }

  /** HMAC-SHA-256 of time, a dot and body, in hex. */
  public static String of(String secret, String time, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var text = time + "." + body;
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is missing from this Java", e);
    }
  }
}
