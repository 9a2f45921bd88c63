package io.berth.harbor.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.label.Label;
import org.jspecify.annotations.Nullable;

/**
 * Label.
 *
 * @param scope {@code g} for one of the registry, {@code p} for a project's
 * @param projectId left out for one of the registry, as in Harbor
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record LabelBody(
    long id,
    String name,
    String description,
    String color,
    String scope,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long projectId,
    String creationTime,
    String updateTime) {
  public static LabelBody of(Label label) {
    return new LabelBody(
        label.id(),
        label.terms().name(),
        label.terms().description(),
        label.terms().color(),
        label.projectId() == null ? "g" : "p",
        label.projectId(),
        Timestamp.of(label.createdAt()),
        Timestamp.of(label.updatedAt()));
  }
}
