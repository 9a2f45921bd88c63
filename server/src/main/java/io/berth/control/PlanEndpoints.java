package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/** {@code …/containerRegistry/{registryID}/plan} (contracts/control-api.md section 1.3 and 1.4). */
public final class PlanEndpoints {
  private static final String ACTION = "publicCloudProject:apiovh:containerRegistry/";

  private final RegistryLifecycle lifecycle;
  private final ToLongFunction<RegistryId> sizes;

  /**
   * @param sizes the bytes that a registry's content takes
   */
  public PlanEndpoints(RegistryLifecycle lifecycle, ToLongFunction<RegistryId> sizes) {
    this.lifecycle = lifecycle;
    this.sizes = sizes;
  }

  List<Operation<ControlCall>> operations(ControlAccess access) {
    var plan = ControlAccess.REGISTRY + "/plan";
    return List.of(
        Operation.get(
                ControlAccess.REGISTRY + "/capabilities/plan", "List the plans it can grow to")
            .asks(access.registry(ACTION + "capabilities/plan/get"))
            .answers(RegistryModels.PLAN.list())
            .by(this::largerPlans),
        Operation.get(plan, "Get the plan")
            .asks(access.registry(ACTION + "plan/get"))
            .answers(RegistryModels.PLAN)
            .by((request, found) -> Response.json(200, PlanView.of(found.registry().plan()))),
        Operation.put(plan, "Change the plan; a smaller one must have room for the content")
            .asks(access.readyRegistry(ACTION + "plan/edit"))
            .takes(RegistryModels.PLAN_UPDATE)
            .by(this::change));
  }

  /** A smaller plan is never offered, only taken when the content fits. */
  private Response largerPlans(Request request, InRegistry found) {
    var now = found.registry().plan();
    return Response.json(
        200,
        Arrays.stream(Plan.values())
            .filter(plan -> plan.compareTo(now) > 0)
            .map(PlanView::of)
            .toList());
  }

  private Response change(Request request, InRegistry found) throws IOException {
    var registry = found.registry();
    var plan = known(Fields.of(Json.tree(request)).required("planID"));
    var size = sizes.applyAsLong(registry.id());
    if (size > plan.imageStorage()) {
      throw Fields.invalid(
          "the registry holds "
              + size
              + " bytes, and plan "
              + plan.name()
              + " has room for "
              + plan.imageStorage());
    }
    lifecycle.changePlan(registry, plan);
    return Response.json(200, null);
  }

  /**
   * @throws io.berth.fault.FaultException Invalid BODY
   */
  static Plan known(String id) {
    return Plan.of(id).orElseThrow(() -> Fields.invalid("there is no plan " + id));
  }
}
