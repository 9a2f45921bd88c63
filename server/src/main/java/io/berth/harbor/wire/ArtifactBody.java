package io.berth.harbor.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
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
 * @param labels null when not asked for
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
    @Nullable List<LabelBody> labels,
    Map<String, Link> additionLinks,
    String icon) {

  /** Where an addition is read; a path of this host. */
  public record Link(String href, boolean absolute) {}

  /** Tag. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record TagBody(
      long id,
      String name,
      long repositoryId,
      long artifactId,
      String pushTime,
      String pullTime,
      boolean immutable) {}

  /**
   * A child of an index.
   *
   * @param childId 0 for what the repository does not hold
   * @param urls null for none
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Child(
      long parentId,
      long childId,
      String childDigest,
      @Nullable PlatformBody platform,
      Map<String, String> annotations,
      @Nullable List<String> urls) {}

  /**
   * What an image runs on. The last two are named as Harbor writes them, which is not as its
   * document has them.
   */
  public record PlatformBody(
      String os,
      String architecture,
      String variant,
      @JsonProperty("OsVersion") String osVersion,
      @JsonProperty("OsFeatures") @Nullable List<String> osFeatures) {}

  /**
   * A manifest whose subject this artifact is.
   *
   * @param icon "" for none
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Accessory(
      long id,
      long artifactId,
      long subjectArtifactId,
      String subjectArtifactDigest,
      String subjectArtifactRepo,
      String digest,
      long size,
      String type,
      String artifactType,
      String icon,
      String creationTime) {}
}
