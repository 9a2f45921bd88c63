package io.berth.control.registry;

import io.berth.control.schema.EnumModel;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The sizes a registry comes in: ids, codes, limits and dates as OVHcloud publishes them
 * (docs/reference/contracts/control-api.md#regions-and-plans).
 */
@EnumModel(name = "cloud.containerRegistry.PlanNameEnum", doc = "Names of the plans")
public enum Plan {
  SMALL(
      "9f728ba5-998b-4401-ab0f-497cd8bc6a89",
      "registry.s-plan-equivalent.hour.consumption",
      200L << 30,
      15,
      "2019-09-13T15:53:33.599585Z",
      "2021-03-29T10:09:03.960847Z"),
  MEDIUM(
      "c5ddc763-be75-48f7-b7ec-e923ca040bee",
      "registry.m-plan-equivalent.hour.consumption",
      600L << 30,
      45,
      "2019-09-13T15:53:33.601794Z",
      "2023-12-04T11:03:43.109685Z"),
  LARGE(
      "0dae73df-6c49-47bf-a9d5-6b866c74ac54",
      "registry.l-plan-equivalent.hour.consumption",
      5L << 40,
      90,
      "2019-09-13T15:53:33.603052Z",
      "2023-12-04T10:51:15.658746Z");

  /** What a registry gets whose creator names no plan. */
  public static final Plan WHEN_NONE_IS_NAMED = SMALL;

  private final String id;
  private final String code;
  private final long imageStorage;
  private final int parallelRequests;
  private final String createdAt;
  private final String updatedAt;

  Plan(
      String id,
      String code,
      long imageStorage,
      int parallelRequests,
      String createdAt,
      String updatedAt) {
    this.id = id;
    this.code = code;
    this.imageStorage = imageStorage;
    this.parallelRequests = parallelRequests;
    this.createdAt = createdAt;
    this.updatedAt = updatedAt;
  }

  public static Optional<Plan> of(String id) {
    return Arrays.stream(values()).filter(plan -> plan.id.equals(id)).findFirst();
  }

  public String id() {
    return id;
  }

  public String code() {
    return code;
  }

  /** Bytes of images it may hold. */
  public long imageStorage() {
    return imageStorage;
  }

  public int parallelRequests() {
    return parallelRequests;
  }

  /** Whether vulnerability scanning is part of it. */
  public boolean vulnerability() {
    return this != SMALL;
  }

  public Instant createdAt() {
    return Instant.parse(createdAt);
  }

  public Instant updatedAt() {
    return Instant.parse(updatedAt);
  }
}
