package io.berth.control.application;

import io.berth.http.message.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The signature of a call: {@code $1$} and a SHA-1
 * (docs/reference/contracts/control-api.md#signatures).
 */
public final class CallSignature {
  private static final Pattern PORT = Pattern.compile(":[0-9]+$");

  private CallSignature() {}

  public static String of(
      Application application,
      String consumerKey,
      String method,
      String url,
      byte[] body,
      String timestamp) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      var head = String.join("+", application.secret(), consumerKey, method, url, "");
      sha1.update(head.getBytes(StandardCharsets.UTF_8));
      sha1.update(body);
      sha1.update(("+" + timestamp).getBytes(StandardCharsets.UTF_8));
      return "$1$" + HexFormat.of().formatHex(sha1.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-1 is missing from this Java", e);
    }
  }

  /**
   * The URLs a client may have signed for this request: the Node clients leave the port out and
   * always say https, the others sign what they were configured with
   * (docs/reference/contracts/control-api.md#what-all-clients-have-in-common).
   */
  public static Set<String> urls(Request request) {
    var urls = new LinkedHashSet<String>();
    var hosts = new LinkedHashSet<>(List.of(request.asked(), withoutPort(request.asked())));
    hosts.add(request.authority());
    var header = request.header("Host");
    if (header != null) {
      hosts.add(header);
    }
    for (var host : hosts) {
      urls.add(request.scheme() + "://" + host + request.rawTarget());
      urls.add("https://" + host + request.rawTarget());
    }
    return urls;
  }

  private static String withoutPort(String authority) {
    return PORT.matcher(authority).replaceFirst("");
  }

  /** Whether the signature is that of one of these URLs. */
  public static boolean matches(
      String signature, Application application, String consumerKey, SignedCall call) {
    var given = signature.getBytes(StandardCharsets.UTF_8);
    var matches = false;
    for (var url : call.urls()) {
      var expected =
          of(application, consumerKey, call.method(), url, call.body(), call.timestamp());
      matches |= MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given);
    }
    return matches;
  }

  /** What was signed. */
  public record SignedCall(String method, Set<String> urls, byte[] body, String timestamp) {}
}
