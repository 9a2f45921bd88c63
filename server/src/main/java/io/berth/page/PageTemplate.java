package io.berth.page;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A template of a page, {@code /pages/NAME.peb} among the resources. What is put in is escaped for
 * HTML, in elements and in quoted attributes, unless the template says {@code raw}; a value that is
 * missing is an error.
 */
public final class PageTemplate {
  private static final PebbleEngine ENGINE =
      new PebbleEngine.Builder()
          .loader(loader())
          .strictVariables(true)
          .autoEscaping(true)
          .defaultEscapingStrategy("html")
          .newLineTrimming(false)
          .build();

  private final PebbleTemplate template;

  private PageTemplate(PebbleTemplate template) {
    this.template = template;
  }

  private static ClasspathLoader loader() {
    var loader = new ClasspathLoader(PageTemplate.class.getClassLoader());
    loader.setPrefix("pages");
    loader.setSuffix(".peb");
    return loader;
  }

  /** The template of that name; read once. */
  public static PageTemplate of(String name) {
    return new PageTemplate(ENGINE.getTemplate(name));
  }

  /**
   * The page.
   *
   * @param values texts, numbers, booleans, lists and maps of them, by name
   */
  public String with(Map<String, Object> values) {
    var page = new StringWriter();
    try {
      template.evaluate(page, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString();
  }
}
