package io.berth.control;

import io.berth.fault.FaultException;
import io.berth.http.Request;

/** What the caller of a request owns, by the names in its path. */
public final class Owned {
  /** The path of a project's registries. */
  static final String REGISTRIES = "/cloud/project/{serviceName}/containerRegistry";

  /** The path of one of them. */
  static final String REGISTRY = REGISTRIES + "/{registryID}";

  private final CloudProjects projects;
  private final ManagedRegistries registries;

  public Owned(CloudProjects projects, ManagedRegistries registries) {
    this.projects = projects;
    this.registries = registries;
  }

  /**
   * The project {@code {serviceName}}.
   *
   * @throws FaultException NotFound CLOUD_PROJECT
   */
  CloudProject project(Request request) {
    return projects.require(Caller.of(request).account(), request.param("serviceName"));
  }

  /**
   * The registry {@code {registryID}} of the project.
   *
   * @throws FaultException NotFound CLOUD_PROJECT or REGISTRY
   */
  ManagedRegistry registry(Request request) {
    return registries.require(project(request), request.param("registryID"));
  }

  /**
   * The same, for calls that change what is in it.
   *
   * @throws FaultException Conflict REGISTRY_NOT_READY while it is installed or deleted
   */
  ManagedRegistry readyRegistry(Request request) {
    var registry = registry(request);
    if (registry.status() != ManagedRegistry.Status.READY) {
      throw FaultException.conflict(
          "REGISTRY_NOT_READY",
          "the registry is " + registry.status() + "; wait until it is READY");
    }
    return registry;
  }
}
