package io.berth.control;

import org.jspecify.annotations.Nullable;

/** A plan on the wire (docs/reference/contracts/control-api.md#models). */
record PlanView(
    @Nullable String createdAt,
    @Nullable String updatedAt,
    String id,
    String code,
    String name,
    Features features,
    Limits registryLimits) {

  record Features(boolean vulnerability) {}

  record Limits(long imageStorage, int parallelRequest) {}

  static PlanView of(Plan plan) {
    return new PlanView(
        Times.text(plan.createdAt()),
        Times.text(plan.updatedAt()),
        plan.id(),
        plan.code(),
        plan.name(),
        new Features(plan.vulnerability()),
        new Limits(plan.imageStorage(), plan.parallelRequests()));
  }
}
