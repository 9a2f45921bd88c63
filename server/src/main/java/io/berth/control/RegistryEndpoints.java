package io.berth.control;

import io.berth.catalog.Quotas;
import io.berth.control.schema.Operation;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** {@code /cloud/project/{serviceName}/containerRegistry}: the registries. */
public final class RegistryEndpoints {
  private static final String ACTION = "publicCloudProject:apiovh:";
  private static final int PAGE = 100;

  private final ManagedRegistries registries;
  private final RegistryLifecycle lifecycle;
  private final RegistryDirectory directory;
  private final UnaryOperator<String> urls;
  private final Quotas quotas;

  /**
   * @param urls a registry's URL by its host label
   * @param quotas knows the bytes that registries hold
   */
  public RegistryEndpoints(
      ManagedRegistries registries,
      RegistryLifecycle lifecycle,
      RegistryDirectory directory,
      UnaryOperator<String> urls,
      Quotas quotas) {
    this.registries = registries;
    this.lifecycle = lifecycle;
    this.directory = directory;
    this.urls = urls;
    this.quotas = quotas;
  }

  List<Operation<ControlCall>> operations(ControlAccess access) {
    var all = ControlAccess.REGISTRIES;
    var one = ControlAccess.REGISTRY;
    return List.of(
        Operation.get(
                "/cloud/project/{serviceName}/capabilities/containerRegistry",
                "List the regions and plans of registries")
            .asks(access.project(ACTION + "capabilities/containerRegistry/get"))
            .answers(RegistryModels.CAPABILITY.list())
            .by(this::capabilities),
        Operation.get(all, "List the registries of the project")
            .asks(access.project(ACTION + "containerRegistry/get"))
            .answers(RegistryModels.REGISTRY.list())
            .by(this::list),
        Operation.post(all, "Create a registry")
            .asks(access.project(ACTION + "containerRegistry/create"))
            .takes(RegistryModels.CREATION)
            .answers(RegistryModels.REGISTRY)
            .by(this::create),
        Operation.get(one, "Get a registry")
            .asks(access.registry(ACTION + "containerRegistry/get"))
            .answers(RegistryModels.REGISTRY)
            .by(this::get),
        Operation.put(one, "Rename a registry")
            .asks(access.registry(ACTION + "containerRegistry/edit"))
            .takes(RegistryModels.UPDATE)
            .by(this::rename),
        Operation.delete(one, "Delete a registry with all that is in it")
            .asks(access.registry(ACTION + "containerRegistry/delete"))
            .by(this::delete));
  }

  private Response capabilities(Request request, InCloudProject found) {
    var plans = Arrays.stream(Plan.values()).map(PlanView::of).toList();
    return Response.json(
        200, Region.ALL.stream().map(region -> capability(region, plans)).toList());
  }

  private static Map<String, Object> capability(Region region, List<PlanView> plans) {
    var capability = new LinkedHashMap<String, Object>();
    capability.put("regionName", region.name());
    capability.put("regionType", region.kind().capability());
    capability.put("plans", plans);
    return capability;
  }

  /** All of them, as clients expect; memory holds one page, however many there are. */
  private Response list(Request request, InCloudProject found) {
    var project = found.project();
    var first = registries.page(project, Optional.empty(), PAGE);
    return first.size() < PAGE
        ? Response.json(200, views(first))
        : Response.streamed(200, "application/json", -1, out -> write(project, first, out));
  }

  private void write(CloudProject project, List<ManagedRegistry> first, OutputStream out)
      throws IOException {
    var separator = '[';
    for (var page = first;
        !page.isEmpty();
        page = registries.page(project, Optional.of(page.getLast()), PAGE)) {
      for (var view : views(page)) {
        out.write(separator);
        out.write(Json.bytes(view));
        separator = ',';
      }
    }
    out.write(']');
  }

  private Response get(Request request, InRegistry found) {
    return Response.json(200, view(found.registry()));
  }

  private Response create(Request request, InCloudProject found) throws IOException {
    var project = found.project();
    var fields = Fields.of(Json.tree(request));
    var name = name(fields);
    var region = fields.required("region");
    if (Region.of(region).isEmpty()) {
      throw Fields.invalid("region must be one of " + String.join(", ", Region.names()));
    }
    var plan = fields.text("planID").map(PlanEndpoints::known).orElse(Plan.WHEN_NONE_IS_NAMED);
    var library = fields.flag("libraryProject").orElse(false);
    var wanted = new ManagedRegistries.Wanted(project, name, region, plan, library);
    return Response.json(200, view(lifecycle.create(wanted)));
  }

  private Response rename(Request request, InRegistry found) throws IOException {
    var registry = found.registry();
    registries.rename(registry.id(), name(Fields.of(Json.tree(request))));
    registries.find(registry.id()).ifPresent(directory::put);
    return Response.json(200, null);
  }

  private Response delete(Request request, InRegistry found) {
    lifecycle.delete(found.registry());
    return Response.json(200, null);
  }

  private static String name(Fields fields) {
    var name = fields.required("name");
    if (name.length() > 255 || name.chars().anyMatch(Character::isISOControl)) {
      throw Fields.invalid("name must have at most 255 characters and no control characters");
    }
    if (RegistryId.isWrittenLike(name)) {
      throw Fields.invalid("name must not be written like the id of a registry");
    }
    return name;
  }

  private RegistryView view(ManagedRegistry registry) {
    return view(registry, quotas.ofRegistry(registry.id()));
  }

  private RegistryView view(ManagedRegistry registry, long size) {
    return RegistryView.of(registry, urls.apply(registry.hostLabel()), size);
  }

  private List<RegistryView> views(List<ManagedRegistry> page) {
    var sizes = quotas.ofRegistries(page.stream().map(ManagedRegistry::id).toList());
    return page.stream()
        .map(registry -> view(registry, sizes.getOrDefault(registry.id(), 0L)))
        .toList();
  }
}
