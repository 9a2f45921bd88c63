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
   * @throws FaultException NotFound CLOUD_PROJECT, also when the caller is no member of it, and
   *     CredentialRefused when their role does not allow the route's action
   */
  CloudProject project(Request request) {
    var project = member(request);
    ControlAccess.requireRole(request, project.role());
    return project;
  }

  /** The project before the caller's role in it is looked at. */
  private CloudProject member(Request request) {
    var project = projects.require(Caller.of(request).account(), request.param("serviceName"));
    request.attributes().put(CloudProject.class, project);
    return project;
  }

  /**
   * The registry {@code {registryID}} of the project.
   *
   * @throws FaultException NotFound CLOUD_PROJECT or REGISTRY
   */
  ManagedRegistry registry(Request request) {
    var project = member(request);
    var registry = registries.require(project, request.param("registryID"));
    request.attributes().put(ManagedRegistry.class, registry);
    ControlAccess.requireRole(request, project.role());
    return registry;
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
