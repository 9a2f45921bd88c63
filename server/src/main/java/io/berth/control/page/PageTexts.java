package io.berth.control.page;

import io.berth.http.message.Request;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.unbescape.html.HtmlEscape;

/** What the pages say, in the language of the reader: English, or French where it is preferred. */
final class PageTexts {
  private static final PageTexts ENGLISH = load("en");
  private static final PageTexts FRENCH = load("fr");

  private final String language;
  private final Properties texts;

  private PageTexts(String language, Properties texts) {
    this.language = language;
    this.texts = texts;
  }

  /** Chosen by Accept-Language (RFC 9110 section 12.5.4). */
  static PageTexts of(Request request) {
    var wanted = request.header("Accept-Language");
    if (wanted == null) {
      return ENGLISH;
    }
    try {
      var best = Locale.lookupTag(Locale.LanguageRange.parse(wanted), List.of("en", "fr"));
      return "fr".equals(best) ? FRENCH : ENGLISH;
    } catch (IllegalArgumentException _) {
      return ENGLISH;
    }
  }

  static PageTexts load(String language) {
    var texts = new Properties();
    try (var stream =
            Objects.requireNonNull(
                PageTexts.class.getResourceAsStream("/control/words_" + language + ".properties"));
        var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PageTexts(language, texts);
  }

  String language() {
    return language;
  }

  /** All texts by their key, ready to stand in HTML; {0} stands where a value would. */
  Map<String, String> all() {
    return keys().stream().collect(Collectors.toMap(key -> key, texts::getProperty));
  }

  java.util.Set<String> keys() {
    return texts.stringPropertyNames();
  }

  /**
   * A text, ready to stand in HTML.
   *
   * @param values put in place of {0}, {1}…, escaped here
   */
  String say(String key, String... values) {
    var text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no words for " + key);
    }
    var escaped = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      escaped[i] = HtmlEscape.escapeHtml4Xml(values[i]);
    }
    return MessageFormat.format(text.replace("'", "''"), escaped);
  }
}
