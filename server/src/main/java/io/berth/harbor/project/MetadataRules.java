package io.berth.harbor.project;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What project metadata may say (docs/reference/contracts/harbor.md#project-metadata). Values are
 * texts, booleans too. A promise that this registry cannot keep is refused rather than kept on
 * paper.
 */
final class MetadataRules {
  static final String PUBLIC = "public";

  private static final Set<String> NOT_KEPT =
      Set.of(
          "enable_content_trust",
          "enable_content_trust_cosign",
          "prevent_vul",
          "auto_scan",
          "auto_sbom_generation",
          "proxy_cache_local_on_not_found");
  private static final Set<String> SEVERITIES = Set.of("none", "low", "medium", "high", "critical");
  private static final Set<String> OTHERS =
      Set.of(
          "retention_id",
          "proxy_speed_kb",
          "max_upstream_conn",
          "proxy_referrer_api",
          "proxy_cache_filter_pattern",
          "proxy_cache_filter_kind");

  private MetadataRules() {}

  /**
   * The known ones among these, in Harbor's spelling; unknown names are left out.
   *
   * @throws FaultException Invalid BODY for a value that is none, Unsupported for a promise
   */
  static Map<String, String> checked(Map<String, @Nullable Object> given) {
    var checked = new LinkedHashMap<String, String>();
    given.forEach(
        (name, value) -> {
          if (value != null && isKnown(name)) {
            checked.put(name, checked(name, value.toString()));
          }
        });
    return checked;
  }

  static boolean isKnown(String name) {
    return name.equals(PUBLIC)
        || name.equals("severity")
        || name.equals("reuse_sys_cve_allowlist")
        || NOT_KEPT.contains(name)
        || OTHERS.contains(name);
  }

  private static String checked(String name, String value) {
    if (name.equals("severity")) {
      if (!SEVERITIES.contains(value)) {
        throw invalid("severity is one of none, low, medium, high, critical");
      }
      return value;
    }
    if (OTHERS.contains(name)) {
      return value.length() <= 255 ? value : value.substring(0, 255);
    }
    return switch (value) {
      case "true", "1" -> {
        if (NOT_KEPT.contains(name)) {
          throw new FaultException(
              new Fault.Unsupported(
                  "this registry does not support " + name + ": leave it out or set it to false"));
        }
        yield "true";
      }
      case "false", "0", "" -> "false";
      default -> throw invalid(name + " is \"true\" or \"false\"");
    };
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
