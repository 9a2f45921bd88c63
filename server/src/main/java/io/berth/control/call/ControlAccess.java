package io.berth.control.call;

import io.berth.control.project.CloudProject;
import io.berth.control.project.CloudProjects;
import io.berth.control.registry.ManagedRegistries;
import io.berth.control.registry.ManagedRegistry;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.routing.Access;

/**
 * What the routes of the control API ask: a caller with the right to an IAM action such as {@code
 * publicCloudProject:apiovh:containerRegistry/get}, and for routes below a project a membership
 * whose role allows it. Handlers get what was checked, and have no other way to a project or
 * registry, so none can forget to ask.
 */
public final class ControlAccess {
  /** The path of a project's registries. */
  public static final String REGISTRIES = "/cloud/project/{serviceName}/containerRegistry";

  /** The path of one of them. */
  public static final String REGISTRY = REGISTRIES + "/{registryID}";

  private final CallAuthenticator callers;
  private final CloudProjects projects;
  private final ManagedRegistries registries;

  public ControlAccess(
      CallAuthenticator callers, CloudProjects projects, ManagedRegistries registries) {
    this.callers = callers;
    this.projects = projects;
    this.registries = registries;
  }

  /** For what anybody may call; the reason is for the reader of the code. */
  public static Access<ControlCall, ControlCall> open(String reason) {
    return Access.open(reason);
  }

  /** Any caller. */
  public Access<ControlCall, Caller> caller(String action) {
    return Access.of(action, (request, call) -> find(request, call, action));
  }

  /**
   * Whoever makes or changes what lets somebody in: a consumer key that is for some calls, some
   * addresses or some time only must not come to more by them, and is refused with
   * CALL_NOT_GRANTED.
   */
  public Access<ControlCall, Caller> whole(String action) {
    return Access.of(action, (request, call) -> whole(find(request, call, action)));
  }

  /** Administrators of the accounts. */
  public Access<ControlCall, Caller> administrator(String action) {
    return Access.of(action, (request, call) -> administrator(find(request, call, action), action));
  }

  /** Administrators of the accounts where they let somebody in; see {@link #whole}. */
  public Access<ControlCall, Caller> wholeAdministrator(String action) {
    return Access.of(
        action, (request, call) -> whole(administrator(find(request, call, action), action)));
  }

  /**
   * A member of the project {@code {serviceName}} whose role allows it. To others the project looks
   * like one that does not exist: NotFound CLOUD_PROJECT.
   */
  public Access<ControlCall, InCloudProject> project(String action) {
    return Access.of(
        action,
        (request, call) -> {
          var caller = find(request, call, action);
          var project = member(request, call, caller);
          requireRole(project, action);
          return new InCloudProject(caller, project);
        });
  }

  /** The same for the registry {@code {registryID}} of the project; NotFound REGISTRY. */
  public Access<ControlCall, InRegistry> registry(String action) {
    return Access.of(action, (request, call) -> registry(request, call, action));
  }

  /**
   * The same for calls that change what is in it; Conflict REGISTRY_NOT_READY while it is installed
   * or deleted.
   */
  public Access<ControlCall, InRegistry> readyRegistry(String action) {
    return Access.of(
        action,
        (request, call) -> {
          var found = registry(request, call, action);
          var status = found.registry().status();
          if (status != ManagedRegistry.Status.READY) {
            throw FaultException.conflict(
                "REGISTRY_NOT_READY", "the registry is " + status + "; wait until it is READY");
          }
          return found;
        });
  }

  private InRegistry registry(Request request, ControlCall call, String action) {
    var caller = find(request, call, action);
    var project = member(request, call, caller);
    var registry = registries.require(project, request.param("registryID"));
    call.in(registry);
    requireRole(project, action);
    return new InRegistry(caller, project, registry);
  }

  private Caller find(Request request, ControlCall call, String action) {
    call.asks(action);
    var caller = callers.require(request);
    call.calledBy(caller);
    if (request.rawPath().contains("%00")) {
      // No database keeps a zero character, so nothing is called so.
      throw FaultException.notFound(Fault.Thing.ROUTE, "there is nothing at " + request.rawPath());
    }
    return caller;
  }

  /** The project before the caller's role in it is looked at. */
  private CloudProject member(Request request, ControlCall call, Caller caller) {
    var project = projects.require(caller.account(), request.param("serviceName"));
    call.in(project);
    return project;
  }

  private static void requireRole(CloudProject project, String action) {
    if (!project.role().allows(action)) {
      throw denied(action);
    }
  }

  private static Caller administrator(Caller caller, String action) {
    if (!caller.account().administrator()) {
      throw denied(action);
    }
    return caller;
  }

  private static Caller whole(Caller caller) {
    if (!caller.isWhole()) {
      throw new FaultException(
          new Fault.CredentialRefused(
              Fault.CredentialProblem.CALL_NOT_GRANTED,
              "This call makes credentials, which a consumer key does only when it has all calls"
                  + " granted (GET, POST, PUT and DELETE /*), from every address and without an"
                  + " end"));
    }
    return caller;
  }

  /** The refusal of a caller who is known but may not. */
  private static FaultException denied(String action) {
    return new FaultException(new Fault.ActionDenied(action, "User not granted for this request"));
  }
}
