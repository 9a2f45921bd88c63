package io.berth.harbor.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.catalog.Quota;

/** A project's quota. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record QuotaBody(
    long id, Ref ref, Storage hard, Storage used, String creationTime, String updateTime) {

  /** The project. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Ref(long id, String name, String ownerName) {}

  /** Bytes; -1 for no limit. */
  record Storage(long storage) {}

  /** The part that a project's summary shows. */
  public record Figures(Storage hard, Storage used) {}

  public static QuotaBody of(Quota quota) {
    return new QuotaBody(
        quota.projectId(),
        new Ref(quota.projectId(), quota.projectName(), quota.ownerName()),
        new Storage(quota.hard()),
        new Storage(quota.used()),
        Timestamp.of(quota.createdAt()),
        Timestamp.of(quota.updatedAt()));
  }

  public static Figures figures(Quota quota) {
    return new Figures(new Storage(quota.hard()), new Storage(quota.used()));
  }
}
