package io.berth.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.memory.JsonMappers;
import io.berth.memory.UntrustedJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one manifest, token by token: what it takes in memory is what the registry keeps of it,
 * however much stands in fields that nobody here knows.
 */
final class ManifestReader {
  /** No image has a hundredth of it; each is a row to write and a link to look for. */
  static final int MOST_DESCRIPTORS = 10_000;

  private static final int MOST_TOKENS = 300_000;
  private static final int DEEPEST = 100;
  private static final int LONGEST_TYPE = 255;

  private static final Set<String> KNOWN =
      Set.of(
          "schemaVersion",
          "mediaType",
          "artifactType",
          "config",
          "layers",
          "manifests",
          "subject",
          "annotations");

  // More after the document's end is refused as well, where it is read.
  private static final JsonFactory FACTORY =
      JsonMappers.kept(DEEPEST, StreamReadConstraints.DEFAULT_MAX_NUM_LEN, MOST_TOKENS);

  private final String mediaType;
  private final byte[] bytes;
  private final Set<String> has = new HashSet<>();
  private @Nullable String own;
  private @Nullable String artifactType;
  private @Nullable Descriptor config;
  private @Nullable Descriptor subject;
  private List<Descriptor> layers = List.of();
  private List<Descriptor> manifests = List.of();
  private Map<String, String> annotations = Map.of();
  private int descriptors;

  ManifestReader(String mediaType, byte[] bytes) {
    this.mediaType = mediaType;
    this.bytes = bytes;
  }

  /**
   * @throws FaultException Invalid MANIFEST, DIGEST; Unavailable when manifests and other JSON take
   *     too much memory
   */
  ManifestDocument read() {
    try (var json = UntrustedJson.counted(FACTORY.createParser(utf8()))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw noObject();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        field(json.currentName(), json);
      }
      if (json.nextToken() != null) {
        throw noObject();
      }
    } catch (IOException _) {
      throw noObject();
    }
    check();
    return new ManifestDocument(
        bytes, mediaType, artifactType, config, layers, manifests, subject, annotations);
  }

  /**
   * RFC 8259 section 8.1: JSON is UTF-8 without a byte order mark. The parser would guess other
   * encodings and pass over what is none, which clients then read as something else.
   */
  private Reader utf8() {
    return new InputStreamReader(
        new ByteArrayInputStream(bytes),
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private void field(String name, JsonParser json) throws IOException {
    var token = json.nextToken();
    has.add(KNOWN.contains(name) ? name : known(name));
    switch (name) {
      case "mediaType" -> own = own(json, token);
      case "artifactType" -> artifactType = type(text(json, token, name), name);
      case "schemaVersion" -> schemaVersion(json, token);
      case "config" -> config = descriptor(json, token, name);
      case "subject" ->
          subject = token == JsonToken.VALUE_NULL ? null : descriptor(json, token, name);
      case "layers" -> layers = list(json, token, name);
      case "manifests" -> manifests = list(json, token, name);
      case "annotations" -> annotations = annotations(json, token);
      default -> json.skipChildren();
    }
  }

  private static @Nullable String own(JsonParser json, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NULL) {
      throw invalid("field mediaType is not a text");
    }
    return text(json, token, "mediaType");
  }

  /** Clients in Go take a field's name in any case: what they see must be what is seen here. */
  private static String known(String name) {
    for (var known : KNOWN) {
      if (known.equalsIgnoreCase(name)) {
        throw invalid("field " + Quoted.of(name) + " is written " + known);
      }
    }
    return "";
  }

  private static void schemaVersion(JsonParser json, JsonToken token) throws IOException {
    if (token.isScalarValue() && json.getText().equals("1")) {
      throw schema1();
    }
    json.skipChildren();
  }

  private void check() {
    if (own != null && !own.equalsIgnoreCase(mediaType)) {
      throw invalid(
          "the body's mediaType "
              + Quoted.of(own)
              + " differs from the Content-Type "
              + Quoted.of(mediaType));
    }
    // A document that is a manifest to one client and an index to another could show them
    // different content under one digest (CVE-2021-41190).
    var type = mediaType.toLowerCase(Locale.ROOT);
    var foreign =
        MediaType.isIndex(type)
            ? List.of("config", "layers")
            : MediaType.isManifest(type) ? List.of("manifests") : List.<String>of();
    for (var field : foreign) {
      if (has.contains(field)) {
        throw invalid("a document of type " + mediaType + " has no field " + field);
      }
    }
  }

  private List<Descriptor> list(JsonParser json, JsonToken token, String field) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return List.of();
    }
    if (token != JsonToken.START_ARRAY) {
      throw invalid("field " + field + " is not a list");
    }
    var found = new ArrayList<Descriptor>();
    for (var next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      found.add(descriptor(json, next, field + "[" + found.size() + "]"));
    }
    return found;
  }

  private Descriptor descriptor(JsonParser json, @Nullable JsonToken token, String where)
      throws IOException {
    if (++descriptors > MOST_DESCRIPTORS) {
      throw invalid("a manifest lists at most " + MOST_DESCRIPTORS + " things");
    }
    if (token != JsonToken.START_OBJECT) {
      throw incomplete(where);
    }
    String digest = null;
    String type = null;
    String artifact = null;
    long size = -1;
    Platform platform = null;
    Map<String, String> notes = Map.of();
    var urls = List.<String>of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var value = json.nextToken();
      switch (name) {
        case "digest" -> digest = text(json, value, where);
        case "mediaType" -> type = type(text(json, value, where), where);
        case "artifactType" -> artifact = type(text(json, value, where), where);
        case "size" -> size = size(json, value, where);
        case "platform" -> platform = platform(json, value);
        case "annotations" -> notes = annotations(json, value);
        case "urls" -> urls = texts(json, value);
        default -> json.skipChildren();
      }
    }
    if (digest == null || type == null || size < 0) {
      throw incomplete(where);
    }
    return new Descriptor(type, Digest.parse(digest), size, artifact, platform, notes, urls);
  }

  private static FaultException incomplete(String where) {
    return invalid(where + " needs mediaType, digest and size");
  }

  private static long size(JsonParser json, JsonToken value, String where) throws IOException {
    if (value != JsonToken.VALUE_NUMBER_INT) {
      throw incomplete(where);
    }
    boolean fits = json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (fits && json.getLongValue() < 0) {
      throw invalid(where + " has a negative size");
    }
    if (!fits || json.getLongValue() > Descriptor.MAX_SIZE) {
      throw invalid(where + " has a size that no content has");
    }
    return json.getLongValue();
  }

  private static @Nullable Platform platform(JsonParser json, JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    var texts = new LinkedHashMap<String, String>();
    var features = List.<String>of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      if (name.equals("os.features")) {
        features = texts(json, json.nextToken());
        continue;
      }
      var value = text(json, json.nextToken(), "platform");
      if (value != null && Set.of("os", "architecture", "variant", "os.version").contains(name)) {
        texts.put(name, value);
      }
    }
    return new Platform(
        texts.getOrDefault("os", ""),
        texts.getOrDefault("architecture", ""),
        texts.getOrDefault("variant", ""),
        texts.getOrDefault("os.version", ""),
        features);
  }

  /** The texts of a list, and "" for what else stands in it. */
  private static List<String> texts(JsonParser json, JsonToken token) throws IOException {
    if (token != JsonToken.START_ARRAY) {
      json.skipChildren();
      return List.of();
    }
    var found = new ArrayList<String>();
    for (var next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      var text = text(json, next, "a list of texts");
      found.add(text == null ? "" : text);
    }
    return found;
  }

  private static Map<String, String> annotations(JsonParser json, JsonToken token)
      throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return Map.of();
    }
    if (token != JsonToken.START_OBJECT) {
      throw invalid("annotations are not a map of texts");
    }
    var found = new LinkedHashMap<String, String>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = unicode(json.currentName(), "annotations");
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        throw invalid("annotation " + Quoted.of(name) + " is not a text");
      }
      found.put(name, unicode(json.getText(), "annotations"));
    }
    return found;
  }

  /** A text; null when it is something else, which is passed over. */
  private static @Nullable String text(JsonParser json, JsonToken token, String where)
      throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      json.skipChildren();
      return null;
    }
    return unicode(json.getText(), where);
  }

  /** Half a surrogate pair is no text: no table keeps it, and no client gets it back as it was. */
  private static String unicode(String text, String where) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSurrogatePair(
            text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
          throw invalid(where + " has a text that is not Unicode");
        }
        i++;
      }
    }
    return text;
  }

  /** What is called a type need not be one, but it is a short line. */
  private static @Nullable String type(@Nullable String text, String where) {
    if (text != null
        && (text.length() > LONGEST_TYPE || text.chars().anyMatch(Character::isISOControl))) {
      throw invalid(where + " has a type that is none: " + Quoted.of(text));
    }
    return text;
  }

  /** Docker's first format. */
  static FaultException schema1() {
    return invalid("manifests of schema version 1 are not supported: push with a current client");
  }

  private static FaultException noObject() {
    return invalid("the manifest is not one JSON object, or has a field twice");
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.MANIFEST, message);
  }
}
