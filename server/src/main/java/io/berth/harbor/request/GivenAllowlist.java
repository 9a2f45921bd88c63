package io.berth.harbor.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CVEAllowlist as clients send it; what is left out is nothing. */
public record GivenAllowlist(
    @Nullable List<@Nullable Item> items, @JsonProperty("expires_at") @Nullable Long expiresAt) {
  private static final int MOST = 2_000;
  private static final int LONGEST = 255;

  /** CVEAllowlistItem. */
  public record Item(@JsonProperty("cve_id") @Nullable String cveId) {}

  /**
   * The names of the vulnerabilities, in the order given.
   *
   * @throws FaultException Invalid BODY for a name that is empty, given twice, or none; and for too
   *     many
   */
  public List<String> checked() {
    if (items == null) {
      return List.of();
    }
    var names =
        items.stream()
            .map(item -> item == null || item.cveId() == null ? "" : item.cveId().strip())
            .toList();
    if (names.size() > MOST) {
      throw invalid("an allowlist has at most " + MOST + " items");
    }
    if (names.stream().distinct().count() < names.size()) {
      throw invalid("each cve_id stands in an allowlist once");
    }
    for (var name : names) {
      if (name.isEmpty()
          || name.length() > LONGEST
          || name.chars().anyMatch(Character::isISOControl)) {
        throw invalid("a cve_id has 1 to " + LONGEST + " characters, such as CVE-2024-3094");
      }
    }
    return names;
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
