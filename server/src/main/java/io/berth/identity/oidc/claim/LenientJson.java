package io.berth.identity.oidc.claim;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads members of a provider's JSON that decide nothing: one of another type than its
 * specification says is taken for absent, so that nobody is kept out by a member that nobody needs.
 */
public final class LenientJson {
  private LenientJson() {}

  /**
   * The object in a document; a byte order mark before it is skipped, as RFC 8259 section 8.1 lets
   * parsers do.
   *
   * @throws ParseException when it is no JSON object
   */
  public static Map<String, Object> object(String document) throws ParseException {
    return JSONObjectUtils.parse(document.startsWith("\uFEFF") ? document.substring(1) : document);
  }

  public static @Nullable String text(Map<String, Object> object, String name) {
    return object.get(name) instanceof String text && !text.isBlank() ? text : null;
  }

  public static @Nullable URI uri(Map<String, Object> object, String name) {
    var text = text(object, name);
    try {
      return text == null ? null : new URI(text);
    } catch (URISyntaxException _) {
      return null;
    }
  }

  /** The texts of a list; null when there is no list. */
  public static @Nullable List<String> texts(Map<String, Object> object, String name) {
    return object.get(name) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : null;
  }

  /** True also as a text, which some providers write. */
  public static boolean flag(Map<String, Object> object, String name) {
    var value = object.get(name);
    return Boolean.TRUE.equals(value) || "true".equals(value);
  }

  /** A whole number from 0 on that may be written as text; null for anything else. */
  public static @Nullable Long number(Map<String, Object> object, String name) {
    var digits = String.valueOf(object.get(name)).strip().replaceFirst("\\.0*$", "");
    return digits.matches("[0-9]{1,15}") ? Long.valueOf(digits) : null;
  }
}
