package io.berth.control;

import io.berth.catalog.Projects;
import io.berth.tenant.RegistryId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings registries into being and out of it (contracts/control-api.md section 1.3). Every step may
 * be repeated, so a restart in the middle goes on where it stopped.
 */
public final class RegistryLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryLifecycle.class);

  private final ManagedRegistries registries;
  private final RegistryDirectory directory;
  private final Projects projects;

  public RegistryLifecycle(
      ManagedRegistries registries, RegistryDirectory directory, Projects projects) {
    this.registries = registries;
    this.directory = directory;
    this.projects = projects;
  }

  /** Starts a registry; it is INSTALLING when this returns and READY soon after. */
  public ManagedRegistry create(CloudProject project, String name, String region, Plan plan) {
    var registry = registries.insert(project, name, region, plan);
    directory.refresh();
    inBackground("install", registry.id(), this::install);
    return registry;
  }

  /** The same, returning when it is READY. */
  public ManagedRegistry createNow(CloudProject project, String name, String region, Plan plan) {
    var registry = registries.insert(project, name, region, plan);
    install(registry.id());
    return registries.require(project, registry.id().value());
  }

  /** Starts the deletion with all content and users; done already when it is under way. */
  public void delete(ManagedRegistry registry) {
    registries.markDeleting(registry.id());
    directory.refresh();
    inBackground("delete", registry.id(), this::wipe);
  }

  /** Takes up what a stop interrupted; called once at start. */
  public void resume() {
    for (var registry : registries.all()) {
      switch (registry.status()) {
        case INSTALLING -> install(registry.id());
        case DELETING -> inBackground("delete", registry.id(), this::wipe);
        case READY -> {}
      }
    }
  }

  private void install(RegistryId id) {
    registries.deliver(id);
    directory.refresh();
  }

  private void wipe(RegistryId id) {
    projects.deleteAll(id);
    registries.delete(id);
    directory.refresh();
  }

  private static void inBackground(String what, RegistryId id, Step step) {
    Thread.ofVirtual()
        .name(what + " registry " + id)
        .start(
            () -> {
              try {
                step.run(id);
              } catch (RuntimeException e) {
                LOG.error("cannot {} registry {}; the next start tries again", what, id, e);
              }
            });
  }

  private interface Step {
    void run(RegistryId id);
  }
}
