package io.berth.harbor.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.berth.memory.JsonMappers;
import io.berth.ops.content.LinkedBlob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Parts of an artifact's config as JSON. Whoever pushed it may have called anything a config, so it
 * is copied token by token and never becomes a tree, everything about it has a limit, and what is
 * no JSON object within them shows nothing.
 */
final class ConfigDocument {
  /** What is shown of one at most, in bytes. */
  private static final int MOST_SHOWN = 4 << 20;

  private static final int MOST_DEPENDENCIES = 1_000;

  private static final JsonFactory FACTORY = JsonMappers.kept(64, 64, 300_000);

  private static final Map<String, JsonToken> OF_IMAGE =
      Map.of(
          "architecture", JsonToken.VALUE_STRING,
          "author", JsonToken.VALUE_STRING,
          "config", JsonToken.START_OBJECT,
          "created", JsonToken.VALUE_STRING,
          "os", JsonToken.VALUE_STRING);

  private static final Map<String, String> EMPTY_OF_IMAGE =
      Map.of(
          "architecture",
          "\"\"",
          "author",
          "\"\"",
          "config",
          "{}",
          "created",
          "null",
          "os",
          "\"\"");

  private static final Set<String> TEXTS_OF_STEP =
      Set.of("created", "created_by", "author", "comment");
  private static final String EMPTY = "{}";

  private ConfigDocument() {}

  /**
   * Platform and author of an image, and how it is run, as a JSON object that always has them all:
   * empty where the config does not say them, or says something else.
   */
  static String ofImage(LinkedBlob config) throws IOException {
    var missing = new TreeSet<>(OF_IMAGE.keySet());
    return written(
            config,
            (json, out) -> {
              out.writeStartObject();
              while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                boolean shown = json.nextToken() == OF_IMAGE.get(name) && missing.remove(name);
                copy(shown, name, json, out);
              }
              for (var name : missing) {
                out.writeFieldName(name);
                out.writeRawValue(EMPTY_OF_IMAGE.get(name));
              }
              out.writeEndObject();
            })
        .orElse(EMPTY);
  }

  /** All of it, as a JSON object. */
  static String whole(LinkedBlob config) throws IOException {
    return written(
            config,
            (json, out) -> {
              out.writeStartObject();
              while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                copy(true, name, json, out);
              }
              out.writeEndObject();
            })
        .orElse(EMPTY);
  }

  private static void copy(boolean shown, String name, JsonParser json, JsonGenerator out)
      throws IOException {
    if (shown) {
      out.writeFieldName(name);
      out.copyCurrentStructure(json);
    } else {
      json.skipChildren();
    }
  }

  /** How an image was built, step by step, as a JSON list (OCI image spec, config.md, history). */
  static String history(LinkedBlob config) throws IOException {
    return written(
            config,
            (json, out) -> {
              out.writeStartArray();
              while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean mine = json.currentName().equals("history");
                if (json.nextToken() == JsonToken.START_ARRAY && mine) {
                  objects(json, () -> step(json, out));
                } else {
                  json.skipChildren();
                }
              }
              out.writeEndArray();
            })
        .orElse("[]");
  }

  /** What is known of a step, where it is of its type: pages rely on that. */
  private static void step(JsonParser json, JsonGenerator out) throws IOException {
    out.writeStartObject();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var value = json.nextToken();
      boolean known =
          name.equals("empty_layer")
              ? value.isBoolean()
              : TEXTS_OF_STEP.contains(name) && value == JsonToken.VALUE_STRING;
      copy(known, name, json, out);
    }
    out.writeEndObject();
  }

  /** Name, version and repository of the charts that a chart needs. */
  static List<Map<String, String>> dependencies(LinkedBlob config) throws IOException {
    var all = new ArrayList<Map<String, String>>();
    var read =
        written(
            config,
            (json, _) -> {
              while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean mine = json.currentName().equals("dependencies");
                if (json.nextToken() == JsonToken.START_ARRAY && mine) {
                  objects(json, () -> all.add(dependency(json)));
                } else {
                  json.skipChildren();
                }
              }
            });
    return read.isEmpty() ? List.of() : all.stream().limit(MOST_DEPENDENCIES).toList();
  }

  private static Map<String, String> dependency(JsonParser json) throws IOException {
    var one = new LinkedHashMap<String, String>();
    for (var field : List.of("name", "version", "repository")) {
      one.put(field, "");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      if (json.nextToken().isScalarValue() && one.containsKey(name)) {
        one.put(name, json.getText());
      } else {
        json.skipChildren();
      }
    }
    return one;
  }

  private interface Step {
    void run() throws IOException;
  }

  /** Visits the objects of a list and passes over what else is in it. */
  private static void objects(JsonParser json, Step step) throws IOException {
    for (var next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      if (next == JsonToken.START_OBJECT) {
        step.run();
      } else {
        json.skipChildren();
      }
    }
  }

  private interface Body {
    void write(JsonParser json, JsonGenerator out) throws IOException;
  }

  /** Empty when the config is not one JSON object within the limits. */
  private static Optional<String> written(LinkedBlob config, Body body) throws IOException {
    var bytes = new Bounded();
    try (var in = config.open();
        var json = FACTORY.createParser(utf8(in));
        var out = FACTORY.createGenerator(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      body.write(json, out);
      if (json.nextToken() != null) {
        return Optional.empty();
      }
    } catch (JsonProcessingException | CharacterCodingException | TooMuch _) {
      return Optional.empty();
    }
    return Optional.of(bytes.text());
  }

  /** RFC 8259 section 8.1; the parser by itself would guess other encodings. */
  private static Reader utf8(InputStream in) {
    return new InputStreamReader(
        in,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /** More is to be shown than is shown of a config. */
  private static final class TooMuch extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Bounded extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      if (bytes.size() + length > MOST_SHOWN) {
        throw new TooMuch();
      }
      bytes.write(from, offset, length);
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
