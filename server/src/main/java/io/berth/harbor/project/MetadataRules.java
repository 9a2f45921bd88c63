package io.berth.harbor.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.KeptSetting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What project metadata may say (docs/reference/contracts/harbor.md#project-metadata). Values are
 * texts, booleans too. All but {@code public} are kept and not acted on: {@link KeptSetting}.
 */
final class MetadataRules {
  static final String PUBLIC = "public";

  private static final String SEVERITY = KeptSetting.SEVERITY.word();
  static final String RETENTION = "retention_id";

  private static final Set<String> SEVERITIES =
      Set.of("none", "unknown", "negligible", "low", "medium", "high", "critical");

  /** Go's words, which Harbor takes. */
  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");

  private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

  private MetadataRules() {}

  /**
   * Those of a project's body that can be kept, in Harbor's spelling. Unknown ones are passed over,
   * those of proxy caches too, and empty ones, as Harbor does.
   *
   * @throws FaultException Invalid BODY for a value that is none, Invalid SCHEMA for one that is no
   *     text
   */
  static Map<String, String> ofProject(@Nullable Map<String, @Nullable String> given) {
    var checked = new LinkedHashMap<String, String>();
    if (given != null) {
      given.forEach(
          (name, value) -> {
            var text = value == null ? "" : value;
            if (text.isEmpty()) {
              return;
            }
            if (name.equals(RETENTION)) {
              throw invalid("retention_id is given by the registry: leave it out");
            }
            if (isKnown(name)) {
              checked.put(name, checked(name, text));
            }
          });
    }
    return checked;
  }

  /**
   * A new project is public in two words, as Harbor reads them; later in any of Go's.
   *
   * @throws FaultException Invalid BODY
   */
  static void checkNew(Map<String, @Nullable String> given) {
    var open = given.get(PUBLIC);
    if (open != null && !open.isEmpty() && !open.equals("true") && !open.equals("false")) {
      throw invalid("metadata.public should only be 'true' or 'false', but got: '" + open + "'");
    }
  }

  /**
   * The pairs of a body that is about metadata and nothing else; absent is none, null is "".
   *
   * @throws FaultException Invalid SCHEMA when it is no object of texts
   */
  static Map<String, String> pairs(JsonNode body) {
    var pairs = new LinkedHashMap<String, String>();
    if (body.isMissingNode() || body.isNull()) {
      return pairs;
    }
    if (!body.isObject()) {
      throw FaultException.invalid(Fault.Part.SCHEMA, "the body is an object of texts");
    }
    for (var pair : body.properties()) {
      if (!pair.getValue().isTextual() && !pair.getValue().isNull()) {
        throw noText(pair.getKey());
      }
      pairs.put(pair.getKey(), pair.getValue().isNull() ? "" : pair.getValue().textValue());
    }
    return pairs;
  }

  /**
   * One that is set by its name, in Harbor's spelling.
   *
   * @throws FaultException Invalid BODY for a name that is none, or a value
   */
  static String one(String name, String value) {
    if (!isKnown(name)) {
      throw invalid("invalid key: " + name + " is none of Harbor's project metadata to be set");
    }
    return checked(name, value);
  }

  private static boolean isKnown(String name) {
    return name.equals(PUBLIC)
        || KeptSetting.of(KeptSetting.Owner.PROJECT, name)
            .filter(setting -> setting.type() != KeptSetting.Type.LIST)
            .isPresent();
  }

  /** The protections among these that are switched on. */
  static List<KeptSetting> protections(Map<String, String> values) {
    return KeptSetting.of(KeptSetting.Owner.PROJECT).stream()
        .filter(setting -> "true".equals(values.get(setting.word())))
        .toList();
  }

  private static String checked(String name, String value) {
    if (name.equals(SEVERITY)) {
      var word = value.toLowerCase(Locale.ROOT);
      if (!SEVERITIES.contains(word)) {
        throw invalid("severity is one of none, low, medium, high, critical");
      }
      return word;
    }
    if (TRUE.contains(value)) {
      return "true";
    }
    if (FALSE.contains(value)) {
      return "false";
    }
    throw invalid(name + " is \"true\" or \"false\"");
  }

  private static FaultException noText(String name) {
    return FaultException.invalid(Fault.Part.SCHEMA, "metadata " + name + " is a text");
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
