package io.berth.control.api.registry;

import io.berth.catalog.Quotas;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InCloudProject;
import io.berth.control.call.InRegistry;
import io.berth.control.project.CloudProject;
import io.berth.control.registry.ManagedRegistries;
import io.berth.control.registry.ManagedRegistry;
import io.berth.control.registry.Plan;
import io.berth.control.registry.Region;
import io.berth.control.registry.RegistryLifecycle;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Doc;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Type.Model;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.tenant.PublicAddresses;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /cloud/project/{serviceName}/containerRegistry}: the registries. */
public final class RegistryEndpoints {
  private static final String ACTION = "publicCloudProject:apiovh:";
  private static final int PAGE = 100;

  private final ManagedRegistries registries;
  private final RegistryLifecycle lifecycle;
  private final PublicAddresses addresses;
  private final Quotas quotas;

  /**
   * @param quotas knows the bytes that registries hold
   */
  public RegistryEndpoints(
      ManagedRegistries registries,
      RegistryLifecycle lifecycle,
      PublicAddresses addresses,
      Quotas quotas) {
    this.registries = registries;
    this.lifecycle = lifecycle;
    this.addresses = addresses;
    this.quotas = quotas;
  }

  @BodyModel(name = "cloud.ProjectContainerRegistryCreation", doc = "A registry to be created")
  private record Creation(
      @Doc("Make the public project library, as Harbor does; not made when absent")
          @Nullable Boolean libraryProject,
      @Doc("Registry name") String name,
      @Doc("Plan ID, the smallest when absent") @Nullable String planID,
      @Doc("Region of the registry") String region) {}

  @BodyModel(name = "cloud.ProjectContainerRegistryUpdate", doc = "A registry's new name")
  private record Renaming(@Doc("Registry name") String name) {}

  @AnswerModel(
      name = "cloud.containerRegistry.Capability",
      doc = "Where registries of which plans can be created")
  private record Capability(
      @Doc("Region") String regionName,
      @Doc(value = "Kind of region", words = Region.TypeEnum.class) String regionType,
      @Doc("Plans available there") List<PlanView> plans) {}

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    var all = ControlAccess.REGISTRIES;
    var one = ControlAccess.REGISTRY;
    return List.of(
        Operation.get(
                "/cloud/project/{serviceName}/capabilities/containerRegistry",
                "List the regions and plans of registries")
            .asks(access.project(ACTION + "capabilities/containerRegistry/get"))
            .answers(Model.of(Capability.class).list())
            .by(this::capabilities),
        Operation.get(all, "List the registries of the project")
            .asks(access.project(ACTION + "containerRegistry/get"))
            .answers(Model.of(RegistryView.class).list())
            .by(this::list),
        Operation.post(all, "Create a registry")
            .asks(access.project(ACTION + "containerRegistry/create"))
            .takes(Model.of(Creation.class))
            .answers(Model.of(RegistryView.class))
            .by(this::create),
        Operation.get(one, "Get a registry")
            .asks(access.registry(ACTION + "containerRegistry/get"))
            .answers(Model.of(RegistryView.class))
            .by(this::get),
        Operation.put(one, "Rename a registry")
            .asks(access.registry(ACTION + "containerRegistry/edit"))
            .takes(Model.of(Renaming.class))
            .by(this::rename),
        Operation.delete(one, "Delete a registry with all that is in it")
            .asks(access.registry(ACTION + "containerRegistry/delete"))
            .by(this::delete));
  }

  private Response capabilities(Request request, InCloudProject found) {
    var plans = Arrays.stream(Plan.values()).map(PlanView::of).toList();
    return Response.json(
        200,
        Region.ALL.stream()
            .map(region -> new Capability(region.name(), region.kind().capability(), plans))
            .toList());
  }

  /** All of them, as clients expect; memory holds one page, however many there are. */
  private Response list(Request request, InCloudProject found) {
    var project = found.project();
    var first = registries.page(project, Optional.empty(), PAGE);
    return first.size() < PAGE
        ? Response.json(200, views(first))
        : Response.jsonList(200, pages(project, first).iterator());
  }

  private Stream<List<RegistryView>> pages(CloudProject project, List<ManagedRegistry> first) {
    return Stream.iterate(
            first,
            page -> !page.isEmpty(),
            page -> registries.page(project, Optional.of(page.getLast()), PAGE))
        .map(this::views);
  }

  private Response get(Request request, InRegistry found) {
    return Response.json(200, view(found.registry()));
  }

  private Response create(Request request, InCloudProject found) throws IOException {
    var project = found.project();
    var body = BodyReader.read(request, Creation.class);
    var name = checked(body.name());
    var region = body.region();
    if (Region.of(region).isEmpty()) {
      throw BodyReader.invalid("region must be one of " + String.join(", ", Region.names()));
    }
    var plan = body.planID() == null ? Plan.WHEN_NONE_IS_NAMED : PlanEndpoints.known(body.planID());
    var library = Boolean.TRUE.equals(body.libraryProject());
    var wanted = new ManagedRegistries.Wanted(project, name, region, plan, library);
    return Response.json(200, view(lifecycle.create(wanted)));
  }

  private Response rename(Request request, InRegistry found) throws IOException {
    var registry = found.registry();
    registries.rename(registry.id(), checked(BodyReader.read(request, Renaming.class).name()));
    return Response.json(200, null);
  }

  private Response delete(Request request, InRegistry found) {
    lifecycle.delete(found.registry());
    return Response.json(200, null);
  }

  private static String checked(String name) {
    if (name.length() > 255 || name.chars().anyMatch(Character::isISOControl)) {
      throw BodyReader.invalid("name must have at most 255 characters and no control characters");
    }
    if (RegistryId.isWrittenLike(name)) {
      throw BodyReader.invalid("name must not be written like the id of a registry");
    }
    return name;
  }

  private RegistryView view(ManagedRegistry registry) {
    return view(registry, quotas.ofRegistry(registry.id()));
  }

  private RegistryView view(ManagedRegistry registry, long size) {
    return RegistryView.of(registry, addresses.registryUrl(registry.hostLabel()), size);
  }

  private List<RegistryView> views(List<ManagedRegistry> page) {
    var sizes = quotas.ofRegistries(page.stream().map(ManagedRegistry::id).toList());
    return page.stream()
        .map(registry -> view(registry, sizes.getOrDefault(registry.id(), 0L)))
        .toList();
  }
}
