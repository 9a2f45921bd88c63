package io.berth.harbor.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.catalog.Project;
import io.berth.catalog.Quota;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Project. Metadata values are texts, booleans too. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ProjectBody(
    long projectId,
    long ownerId,
    String ownerName,
    String name,
    @Nullable Long registryId,
    String creationTime,
    String updateTime,
    boolean deleted,
    boolean togglable,
    long currentUserRoleId,
    List<Long> currentUserRoleIds,
    long repoCount,
    Map<String, String> metadata,
    AllowlistBody cveAllowlist,
    QuotaBody.@Nullable Figures quota) {

  /** The same where nobody asked for what vulnerabilities it accepts. */
  public ProjectBody withoutAllowlist() {
    return new ProjectBody(
        projectId,
        ownerId,
        ownerName,
        name,
        registryId,
        creationTime,
        updateTime,
        deleted,
        togglable,
        currentUserRoleId,
        currentUserRoleIds,
        repoCount,
        metadata,
        AllowlistBody.notAsked(),
        quota);
  }

  /**
   * @param roles the caller's, strongest first
   * @param togglable whether the caller may change who reads it
   * @param metadata {@code public} included
   * @param allowlist the vulnerabilities it accepts
   * @param quota beyond Harbor, so that a list shows how full each project is
   */
  public static ProjectBody of(
      Project project,
      List<Long> roles,
      boolean togglable,
      long repositories,
      Map<String, String> metadata,
      AllowlistBody allowlist,
      @Nullable Quota quota) {
    var owner = project.ownerId();
    return new ProjectBody(
        project.id(),
        owner == null ? 0 : owner,
        project.ownerName(),
        project.name(),
        null,
        Timestamp.of(project.createdAt()),
        Timestamp.of(project.updatedAt()),
        false,
        togglable,
        roles.isEmpty() ? 0 : roles.getFirst(),
        roles,
        repositories,
        metadata,
        allowlist,
        quota == null ? null : QuotaBody.figures(quota));
  }
}
