package io.berth.control;

import io.berth.http.Access;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** {@code /cloud/project/{serviceName}/containerRegistry}: registries and their plans. */
public final class RegistryEndpoints {
  // Section 1.4; the first capability must be GRA.
  private static final List<String> ONE_ZONE = List.of("GRA", "BHS", "DE");
  private static final List<String> THREE_ZONES = List.of("EU-WEST-PAR", "EU-SOUTH-MIL");
  private static final String REGISTRIES = "/cloud/project/{serviceName}/containerRegistry";

  private final Callers callers;
  private final Owned owned;
  private final ManagedRegistries registries;
  private final RegistryLifecycle lifecycle;
  private final RegistryDirectory directory;
  private final UnaryOperator<String> urls;
  private final ToLongFunction<RegistryId> sizes;

  /**
   * @param urls a registry's URL by its host label
   * @param sizes the bytes that a registry's content takes
   */
  public RegistryEndpoints(
      Callers callers,
      Owned owned,
      ManagedRegistries registries,
      RegistryLifecycle lifecycle,
      RegistryDirectory directory,
      UnaryOperator<String> urls,
      ToLongFunction<RegistryId> sizes) {
    this.callers = callers;
    this.owned = owned;
    this.registries = registries;
    this.lifecycle = lifecycle;
    this.directory = directory;
    this.urls = urls;
    this.sizes = sizes;
  }

  List<Route> routes(String base) {
    var all = base + REGISTRIES;
    var one = all + "/{registryID}";
    return List.of(
        Route.get(
            base + "/cloud/project/{serviceName}/capabilities/containerRegistry",
            action("capabilities/containerRegistry/get"),
            this::capabilities),
        Route.get(all, action("containerRegistry/get"), this::list),
        Route.post(all, action("containerRegistry/create"), this::create),
        Route.get(one, action("containerRegistry/get"), this::get),
        Route.put(one, action("containerRegistry/edit"), this::rename),
        Route.delete(one, action("containerRegistry/delete"), this::delete),
        Route.get(
            one + "/capabilities/plan",
            action("containerRegistry/capabilities/plan/get"),
            this::largerPlans),
        Route.get(one + "/plan", action("containerRegistry/plan/get"), this::plan),
        Route.put(one + "/plan", action("containerRegistry/plan/edit"), this::changePlan));
  }

  private Access action(String name) {
    return new ControlAccess("publicCloudProject:apiovh:" + name, callers);
  }

  private Response capabilities(Request request) {
    owned.project(request);
    var plans = Arrays.stream(Plan.values()).map(PlanView::of).toList();
    var answer =
        Stream.concat(
                ONE_ZONE.stream().map(region -> capability(region, "REGION-1-AZ", plans)),
                THREE_ZONES.stream().map(region -> capability(region, "REGION-3-AZ", plans)))
            .toList();
    return Response.json(200, answer);
  }

  private static Map<String, Object> capability(String region, String type, List<PlanView> plans) {
    var capability = new LinkedHashMap<String, Object>();
    capability.put("regionName", region);
    capability.put("regionType", type);
    capability.put("plans", plans);
    return capability;
  }

  private Response list(Request request) {
    return Response.json(
        200, registries.list(owned.project(request)).stream().map(this::view).toList());
  }

  private Response get(Request request) {
    return Response.json(200, view(owned.registry(request)));
  }

  private Response create(Request request) throws IOException {
    var project = owned.project(request);
    var fields = Fields.of(Json.tree(request));
    var name = name(fields);
    var region = fields.required("region");
    if (!ONE_ZONE.contains(region) && !THREE_ZONES.contains(region)) {
      throw Fields.invalid(
          "region must be one of "
              + String.join(", ", ONE_ZONE)
              + ", "
              + String.join(", ", THREE_ZONES));
    }
    var plan = fields.text("planID").map(RegistryEndpoints::known).orElse(Plan.SMALL);
    return Response.json(200, view(lifecycle.create(project, name, region, plan)));
  }

  private Response rename(Request request) throws IOException {
    var registry = owned.registry(request);
    registries.rename(registry.id(), name(Fields.of(Json.tree(request))));
    directory.refresh();
    return Response.json(200, null);
  }

  private Response delete(Request request) {
    lifecycle.delete(owned.registry(request));
    return Response.json(200, null);
  }

  private Response plan(Request request) {
    return Response.json(200, PlanView.of(owned.registry(request).plan()));
  }

  /** What it can grow to; a smaller plan is never offered, only taken when the content fits. */
  private Response largerPlans(Request request) {
    var now = owned.registry(request).plan();
    return Response.json(
        200,
        Arrays.stream(Plan.values())
            .filter(plan -> plan.compareTo(now) > 0)
            .map(PlanView::of)
            .toList());
  }

  /** At once, without a state of its own: section 1.3 allows it, and nobody has to wait. */
  private Response changePlan(Request request) throws IOException {
    var registry = owned.readyRegistry(request);
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
    registries.changePlan(registry.id(), plan);
    return Response.json(200, null);
  }

  private static Plan known(String id) {
    return Plan.of(id).orElseThrow(() -> Fields.invalid("there is no plan " + id));
  }

  private static String name(Fields fields) {
    var name = fields.required("name");
    if (name.length() > 255 || name.chars().anyMatch(Character::isISOControl)) {
      throw Fields.invalid("name must have at most 255 characters and no control characters");
    }
    return name;
  }

  private RegistryView view(ManagedRegistry registry) {
    return RegistryView.of(
        registry, urls.apply(registry.hostLabel()), sizes.applyAsLong(registry.id()));
  }
}
