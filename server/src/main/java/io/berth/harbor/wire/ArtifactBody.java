package io.berth.harbor.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Artifact.
 *
 * @param tags null when not asked for
 * @param accessories null when not asked for
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ArtifactBody(
    long id,
    String type,
    String mediaType,
    String manifestMediaType,
    String artifactType,
    long projectId,
    long repositoryId,
    String repositoryName,
    String digest,
    long size,
    String pushTime,
    String pullTime,
    JsonText extraAttrs,
    Map<String, String> annotations,
    List<Child> references,
    @Nullable List<TagBody> tags,
    @Nullable List<Accessory> accessories,
    List<String> labels,
    Map<String, Link> additionLinks) {

  /** Where an addition is read; a path of this host. */
  public record Link(String href, boolean absolute) {}

  /** Tag. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record TagBody(
      String name,
      long repositoryId,
      long artifactId,
      String pushTime,
      String pullTime,
      boolean immutable) {}

  /** A child of an index. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Child(
      long parentId,
      String childDigest,
      @Nullable PlatformBody platform,
      Map<String, String> annotations) {}

  /** What an image runs on. */
  public record PlatformBody(String os, String architecture, String variant) {}

  /** A manifest whose subject this artifact is. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Accessory(
      String subjectArtifactDigest, String digest, long size, String type, String artifactType) {}
}
