package io.berth.harbor.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.identity.setting.CveAllowlists;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CVEAllowlist: vulnerabilities that are accepted.
 *
 * @param id absent when none was ever set for the registry
 * @param projectId absent for the registry's own
 * @param expiresAt seconds since 1970; absent for no end
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AllowlistBody(
    @Nullable Long id,
    @Nullable Long projectId,
    List<Item> items,
    @Nullable Long expiresAt,
    String creationTime,
    String updateTime) {

  /** CVEAllowlistItem. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Item(String cveId) {}

  /** The registry's own; null for none. */
  public static AllowlistBody ofRegistry(CveAllowlists.@Nullable Allowlist list) {
    return of(list == null ? null : (Long) list.id(), null, list);
  }

  /** A project's; null for none, which has the project's number. */
  public static AllowlistBody ofProject(long projectId, CveAllowlists.@Nullable Allowlist list) {
    return of(list == null ? projectId : list.id(), projectId, list);
  }

  /** What stands for one that was not asked for. */
  static AllowlistBody notAsked() {
    return ofRegistry(null);
  }

  private static AllowlistBody of(
      @Nullable Long id, @Nullable Long projectId, CveAllowlists.@Nullable Allowlist list) {
    Instant changed = list == null ? null : list.changedAt();
    return new AllowlistBody(
        id,
        projectId,
        list == null ? List.of() : list.cves().stream().map(Item::new).toList(),
        list == null ? null : list.expiresAt(),
        Timestamp.of(changed),
        Timestamp.of(changed));
  }
}
