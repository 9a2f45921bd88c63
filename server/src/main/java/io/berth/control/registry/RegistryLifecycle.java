package io.berth.control.registry;

import io.berth.catalog.Projects;
import io.berth.control.project.CloudProject;
import io.berth.fault.FaultException;
import io.berth.identity.user.BuiltInOwner;
import io.berth.tenant.RegistryId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings registries into being, to another plan and out of being
 * (docs/reference/contracts/control-api.md#life-cycle). The status in the table is the record of a
 * step under way: it is written before the step begins, every step may be repeated, and {@link
 * #resume} finishes what a stop or a failure left.
 */
public final class RegistryLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryLifecycle.class);

  private static final String LIBRARY = "library";

  private final ManagedRegistries registries;
  private final Projects projects;
  private final Set<RegistryId> underWay = ConcurrentHashMap.newKeySet();

  public RegistryLifecycle(ManagedRegistries registries, Projects projects) {
    this.registries = registries;
    this.projects = projects;
  }

  /** Starts a registry; it is INSTALLING when this returns and READY soon after. */
  public ManagedRegistry create(ManagedRegistries.Wanted wanted) {
    var registry = registries.insert(wanted);
    inBackground(registry);
    return registry;
  }

  /** Makes a registry without projects, returning when it is READY. */
  public ManagedRegistry createNow(CloudProject project, String name, String region, Plan plan) {
    var registry =
        registries.insert(new ManagedRegistries.Wanted(project, name, region, plan, false));
    step(registry);
    return registries.require(project, registry.id().value());
  }

  /**
   * Gives a registry another plan; it has it when this returns. Clients send the plan with every
   * change, so the one it has changes nothing.
   *
   * @throws FaultException Conflict REGISTRY_NOT_READY when another change came first
   */
  public void changePlan(ManagedRegistry registry, Plan plan) {
    if (registry.plan() == plan) {
      return;
    }
    if (!registries.startScaling(registry.id(), plan)) {
      throw FaultException.conflict(
          "REGISTRY_NOT_READY", "the registry is being changed; try again in a moment");
    }
    registries.find(registry.id()).ifPresent(this::step);
  }

  /** Starts the deletion with all content and users; done already when it is under way. */
  public void delete(ManagedRegistry registry) {
    registries.markDeleting(registry.id());
    registries.find(registry.id()).ifPresent(this::inBackground);
  }

  /**
   * Takes up what a stop or a failure interrupted; called at start and by a job.
   *
   * @return how many steps
   */
  public long resume() {
    var unfinished = registries.unfinished();
    for (var registry : unfinished) {
      // A deletion may take long, and nobody's start should wait for it.
      if (registry.status() == ManagedRegistry.Status.DELETING) {
        inBackground(registry);
      } else {
        step(registry);
      }
    }
    return unfinished.size();
  }

  private void step(ManagedRegistry registry) {
    var id = registry.id();
    switch (registry.status()) {
      case INSTALLING -> install(id);
      case SCALING_UP -> registries.finishScaling(id);
      case DELETING -> {
        projects.deleteAll(id);
        registries.delete(id);
      }
      case READY -> {}
    }
  }

  private void install(RegistryId id) {
    if (registries.wantsLibrary(id) && projects.find(id, LIBRARY).isEmpty()) {
      projects.create(id, LIBRARY, true, BuiltInOwner.ID, BuiltInOwner.NAME);
    }
    registries.deliver(id);
  }

  private void inBackground(ManagedRegistry registry) {
    if (!underWay.add(registry.id())) {
      return;
    }
    Thread.ofVirtual()
        .name(registry.status() + " registry " + registry.id())
        .start(
            () -> {
              try {
                step(registry);
              } catch (RuntimeException e) {
                LOG.error(
                    "registry {} stays {} until the next try", registry.id(), registry.status(), e);
              } finally {
                underWay.remove(registry.id());
              }
            });
  }
}
