package io.berth.harbor;

import io.berth.catalog.Project;
import io.berth.catalog.Projects;
import io.berth.catalog.Viewer;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Access;
import io.berth.http.Request;
import io.berth.identity.AccessPolicy;
import io.berth.identity.Actor;
import io.berth.identity.Permission;
import io.berth.identity.ProjectScope;
import io.berth.identity.web.Actors;
import io.berth.tenant.CurrentRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the routes of Harbor's API ask. A project that is missing and one that is forbidden look
 * alike: 401 to nobody, 403 to a user; only an administrator reads 404 (contracts/harbor.md section
 * 3.1).
 */
final class HarborAccess {
  private final Projects projects;
  private final AccessPolicy policy;

  HarborAccess(Projects projects, AccessPolicy policy) {
    this.projects = projects;
    this.policy = policy;
  }

  @FunctionalInterface
  private interface Check {
    void check(Request request);
  }

  private record Named(String name, Check check) implements Access {
    @Override
    public void check(Request request) {
      check.check(request);
    }
  }

  /** Any signed-in user. */
  Access signedIn() {
    return new Named("signed-in", HarborAccess::person);
  }

  /** System administrators. */
  Access administrator() {
    return new Named(
        "system-administrator",
        request -> {
          if (!person(request).administrator()) {
            throw FaultException.forbidden("this needs a system administrator");
          }
        });
  }

  /** The right in the project that the path names; leaves the project for the handler. */
  Access project(Permission permission) {
    return new Named(
        permission.resource() + ":" + permission.action(), request -> check(request, permission));
  }

  private void check(Request request, Permission permission) {
    var actor = Actors.of(request);
    var project = find(request);
    if (project.isPresent() && policy.allows(actor, permission, scope(project.get()))) {
      request.attributes().put(Project.class, project.get());
      return;
    }
    if (actor instanceof Actor.Anonymous) {
      throw FaultException.unauthenticated("sign in first");
    }
    if (actor.administrator() && project.isEmpty()) {
      throw FaultException.notFound(
          Fault.Thing.PROJECT, "project " + request.param("project") + " not found");
    }
    throw FaultException.forbidden(
        "you may not do this in project "
            + request.param("project")
            + " ("
            + permission.resource()
            + ":"
            + permission.action()
            + ")");
  }

  private Optional<Project> find(Request request) {
    var registry = CurrentRequest.currentRegistry().id();
    var nameOrId = request.param("project");
    var isName = "true".equals(request.header("X-Is-Resource-Name"));
    return !isName && nameOrId.matches("\\d{1,18}")
        ? projects.find(registry, Long.parseLong(nameOrId))
        : projects.find(registry, nameOrId);
  }

  /** The project that {@link #project} found for this request. */
  static Project current(Request request) {
    return (Project) Objects.requireNonNull(request.attributes().get(Project.class));
  }

  /**
   * The signed-in user.
   *
   * @throws FaultException Unauthenticated when nobody is
   */
  static Actor.Person person(Request request) {
    if (Actors.of(request) instanceof Actor.Person person) {
      return person;
    }
    throw FaultException.unauthenticated("sign in first");
  }

  boolean allows(Request request, Permission permission, Project project) {
    return policy.allows(Actors.of(request), permission, scope(project));
  }

  /** The caller's roles in a project, Harbor's numbers, strongest first. */
  List<Integer> roles(Request request, Project project) {
    return policy.roleIds(Actors.of(request), scope(project));
  }

  static Viewer viewer(Request request) {
    return switch (Actors.of(request)) {
      case Actor.Anonymous _ -> new Viewer(false, null, List.of());
      case Actor.Person person ->
          new Viewer(person.administrator(), person.user().id(), person.groups());
    };
  }

  private static ProjectScope scope(Project project) {
    return new ProjectScope(project.id(), project.name(), project.isPublic());
  }
}
