package io.berth.control.api.registry;

import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InRegistry;
import io.berth.control.registry.Plan;
import io.berth.control.registry.RegistryLifecycle;
import io.berth.control.schema.BodyModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Doc;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Type.Model;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * {@code …/containerRegistry/{registryID}/plan} (docs/reference/contracts/control-api.md#life-cycle
 * and #regions-and-plans).
 */
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

  @BodyModel(name = "cloud.ProjectContainerRegistryPlanUpdate", doc = "A registry's new plan")
  private record PlanChange(@Doc("Plan ID") String planID) {}

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    var plan = ControlAccess.REGISTRY + "/plan";
    return List.of(
        Operation.get(
                ControlAccess.REGISTRY + "/capabilities/plan", "List the plans it can grow to")
            .asks(access.registry(ACTION + "capabilities/plan/get"))
            .answers(Model.of(PlanView.class).list())
            .by(this::largerPlans),
        Operation.get(plan, "Get the plan")
            .asks(access.registry(ACTION + "plan/get"))
            .answers(Model.of(PlanView.class))
            .by((request, found) -> Response.json(200, PlanView.of(found.registry().plan()))),
        Operation.put(plan, "Change the plan; a smaller one must have room for the content")
            .asks(access.readyRegistry(ACTION + "plan/edit"))
            .takes(Model.of(PlanChange.class))
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
    var plan = known(BodyReader.read(request, PlanChange.class).planID());
    var size = sizes.applyAsLong(registry.id());
    if (size > plan.imageStorage()) {
      throw BodyReader.invalid(
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
    return Plan.of(id).orElseThrow(() -> BodyReader.invalid("there is no plan " + id));
  }
}
