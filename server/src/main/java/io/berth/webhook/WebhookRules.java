package io.berth.webhook;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundException;
import io.berth.pattern.Doublestar;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a policy's maker may ask for. */
public final class WebhookRules {
  private static final int LONGEST_ADDRESS = 2_000;
  private static final int MOST_HEADERS = 20;
  private static final int LONGEST_HEADER = 1_024;

  /** Of the connection and the body, which are this server's own, and what is set elsewhere. */
  private static final Set<String> OWN =
      Set.of(
          "host",
          "connection",
          "proxy-connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "content-length",
          "content-encoding",
          "content-type",
          "expect",
          "cookie",
          "authorization",
          "user-agent");

  private WebhookRules() {}

  /**
   * A pattern of repositories or tags that can be used; the empty one is for all.
   *
   * @param field what it is called
   * @throws FaultException Invalid BODY
   */
  public static String pattern(String given, String field) {
    return switch (Doublestar.read(given)) {
      case Doublestar.Usable _ -> given;
      case Doublestar.Refused refused -> throw invalid(field + " " + refused.reason());
    };
  }

  /**
   * An address that may be asked: its query is kept, where Harbor drops it.
   *
   * @throws FaultException Invalid BODY
   */
  public static String address(String given) {
    if (given.isBlank()) {
      throw invalid("empty URL");
    }
    if (given.length() > LONGEST_ADDRESS || !given.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw invalid(
          "the target's address must have at most "
              + LONGEST_ADDRESS
              + " printable characters without blanks");
    }
    try {
      var uri = new URI(given.contains("://") ? given : "http://" + given);
      Outbound.checkUrl(uri);
      return uri.toString();
    } catch (URISyntaxException e) {
      throw invalid("the target's address is not a URL: " + e.getReason());
    } catch (OutboundException e) {
      throw invalid("the target's address: " + e.getMessage());
    }
  }

  /**
   * Headers that may be sent along.
   *
   * @throws FaultException Invalid BODY
   */
  public static Map<String, String> headers(Map<String, @Nullable String> given) {
    if (given.size() > MOST_HEADERS) {
      throw invalid("a target has at most " + MOST_HEADERS + " headers");
    }
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    given.forEach(
        (name, value) -> {
          var text = value == null ? "" : value;
          var lower = name.toLowerCase(Locale.ROOT);
          if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
              || !isHeaderText(text)
              || headers.put(name, text) != null) {
            throw invalid("the header " + name + " is not one, or named twice");
          }
          if (OWN.contains(lower) || lower.startsWith("x-berth-")) {
            throw invalid("the header " + name + " is not for a policy to set");
          }
        });
    return headers;
  }

  /**
   * The target, whose members go together.
   *
   * @throws FaultException Invalid BODY
   */
  public static WebhookTarget checked(WebhookTarget target) {
    if (!isHeaderText(target.authHeader())) {
      throw invalid("auth_header must be one line of printable characters");
    }
    var isTemplate = target.format() == WebhookTarget.Format.TEMPLATE;
    if (isTemplate) {
      PayloadTemplate.check(target.template());
    } else if (!target.template().isEmpty()) {
      throw invalid("a template goes with the payload format Template only");
    }
    return target;
  }

  private static boolean isHeaderText(String text) {
    return text.length() <= LONGEST_HEADER
        && text.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c < 0x7f));
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
