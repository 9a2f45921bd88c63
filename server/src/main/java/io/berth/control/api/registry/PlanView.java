package io.berth.control.api.registry;

import static io.berth.control.schema.Doc.Format.DATETIME;

import io.berth.control.registry.Plan;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Doc;
import io.berth.control.schema.Rfc3339;

/** A plan on the wire (docs/reference/contracts/control-api.md#models). */
@AnswerModel(name = "cloud.containerRegistry.Plan", doc = "The size of a registry")
record PlanView(
    @Doc(value = "When the plan was made", format = DATETIME) String createdAt,
    @Doc(value = "When the plan was last changed", format = DATETIME) String updatedAt,
    @Doc("Plan ID") String id,
    @Doc("Plan code in the catalogue") String code,
    @Doc("Plan name") Plan name,
    @Doc("What the plan has") Features features,
    @Doc("What the plan allows") Limits registryLimits) {

  @AnswerModel(name = "cloud.containerRegistry.Features", doc = "What a plan has")
  record Features(@Doc("Vulnerability scanning") boolean vulnerability) {}

  @AnswerModel(name = "cloud.containerRegistry.RegistryLimits", doc = "What a plan allows")
  record Limits(
      @Doc("Bytes of images it may hold") long imageStorage,
      @Doc("Requests it serves at the same time") int parallelRequest) {}

  static PlanView of(Plan plan) {
    return new PlanView(
        Rfc3339.text(plan.createdAt()),
        Rfc3339.text(plan.updatedAt()),
        plan.id(),
        plan.code(),
        plan,
        new Features(plan.vulnerability()),
        new Limits(plan.imageStorage(), plan.parallelRequests()));
  }
}
