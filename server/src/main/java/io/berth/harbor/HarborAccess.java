package io.berth.harbor;

import io.berth.catalog.Project;
import io.berth.catalog.Projects;
import io.berth.catalog.Viewer;
import io.berth.content.RepositoryName;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Access;
import io.berth.http.Request;
import io.berth.identity.AccessPolicy;
import io.berth.identity.Actor;
import io.berth.identity.Permission;
import io.berth.identity.ProjectScope;
import io.berth.identity.Sight;
import io.berth.identity.SystemPermission;
import io.berth.identity.TokenScope;
import io.berth.identity.web.Actors;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the routes of Harbor's API ask. A project that is missing and one that is forbidden look
 * alike: 401 to nobody, 403 to a user; only an administrator reads 404
 * (docs/reference/contracts/harbor.md#api-conventions).
 */
public final class HarborAccess {
  private final Projects projects;
  private final AccessPolicy policy;

  public HarborAccess(Projects projects, AccessPolicy policy) {
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

  /** Anybody known: users and robots. */
  Access signedIn() {
    return new Named("signed-in", HarborAccess::known);
  }

  /** Users who look at or end what is theirs, with no access token that makes them less. */
  Access self() {
    return new Named("self", HarborAccess::requireWhole);
  }

  /** Users who make what lets them in, proven in a way that could not come to more by it. */
  Access owner() {
    return new Named(
        "owner",
        request -> {
          requireWhole(request);
          if (!person(request).isOwner()) {
            throw FaultException.forbidden(
                "a CLI secret or an ID token cannot do this, because what it made would outlive"
                    + " it: sign in with a browser, or use a password or a whole access token");
          }
        });
  }

  /**
   * @throws FaultException Unauthenticated for nobody, Precondition for a robot, Forbidden for an
   *     access token that narrows its user
   */
  static void requireWhole(Request request) {
    if (!person(request).isWhole()) {
      throw FaultException.forbidden(
          "an access token that is limited to projects or to pulling and pushing cannot do this");
    }
  }

  /**
   * Who looks for people or groups to give them roles: users, with an access token one for
   * administering, and robots that may list them or decide about members of a project.
   */
  Access seeker(SystemPermission lists) {
    return new Named(
        "seeker",
        request -> {
          var may =
              switch (known(request)) {
                case Actor.Person person ->
                    person.scope() == null || person.scope().level() == TokenScope.Level.ADMIN;
                case Actor.Program program ->
                    program.robot().allows(lists)
                        || program.robot().allowsSomewhere(Permission.MEMBER_CREATE);
                case Actor.Anonymous _ -> false;
              };
          if (!may) {
            throw FaultException.forbidden(
                "this is for who gives roles: an access token of the level admin, or a robot with "
                    + lists.resource()
                    + ":"
                    + lists.action()
                    + " or member:create");
          }
        });
  }

  /** System administrators. */
  Access administrator() {
    return new Named(
        "system-administrator",
        request -> {
          if (!known(request).administrator()) {
            throw FaultException.forbidden("this needs a system administrator");
          }
        });
  }

  /** System administrators, and robots that were given it. */
  Access system(SystemPermission permission) {
    return new Named(
        "system " + permission.resource() + ":" + permission.action(),
        request -> require(request, permission));
  }

  /**
   * @throws FaultException Unauthenticated
   */
  boolean createsProjects(Request request) {
    return policy.createsProjects(known(request), CurrentRequest.currentRegistry().id());
  }

  /**
   * @throws FaultException Unauthenticated, Forbidden
   */
  void require(Request request, SystemPermission permission) {
    if (!policy.allows(known(request), permission)) {
      throw FaultException.forbidden(
          "this needs a system administrator ("
              + permission.resource()
              + ":"
              + permission.action()
              + ")");
    }
  }

  /** The right in the project that the path names; leaves the project for the handler. */
  Access project(Permission permission) {
    return new Named(
        permission.resource() + ":" + permission.action(), request -> check(request, permission));
  }

  /** The right over the repository that the path names; leaves the project for the handler. */
  Access repository(Permission permission) {
    return new Named(
        permission.resource() + ":" + permission.action(),
        request -> {
          var project = find(request, request.param("project"));
          if (project.isPresent()
              && allows(
                  request,
                  permission,
                  project.get(),
                  RepositoryPath.name(project.get().name(), request))) {
            request.attributes().put(Project.class, project.get());
            return;
          }
          throw refusal(Actors.of(request), permission, project, request.param("project"));
        });
  }

  /**
   * For a repository that is named elsewhere than in the path.
   *
   * @throws FaultException as {@link #project} refuses
   */
  void requireRepository(Request request, RepositoryName name, Permission permission) {
    var project = projects.find(CurrentRequest.currentRegistry().id(), name.projectName());
    if (project.isEmpty() || !allows(request, permission, project.get(), name)) {
      throw refusal(Actors.of(request), permission, project, name.projectName());
    }
  }

  private boolean allows(
      Request request, Permission permission, Project project, RepositoryName name) {
    return policy.allows(Actors.of(request), permission, scope(project), name.value());
  }

  private void check(Request request, Permission permission) {
    var actor = Actors.of(request);
    var project = find(request, request.param("project"));
    if (project.isPresent() && policy.allows(actor, permission, scope(project.get()))) {
      request.attributes().put(Project.class, project.get());
      return;
    }
    throw refusal(actor, permission, project, request.param("project"));
  }

  /**
   * The project of that name or id, for a route that names it elsewhere than in its path.
   *
   * @throws FaultException as {@link #project} refuses
   */
  Project require(Request request, String nameOrId, Permission permission) {
    var project = find(request, nameOrId);
    if (project.isEmpty() || !allows(request, permission, project.get())) {
      throw refusal(Actors.of(request), permission, project, nameOrId);
    }
    return project.get();
  }

  /** {@link #require} for a text that can only be a name. */
  Project requireNamed(Request request, String name, Permission permission) {
    var project = projects.find(CurrentRequest.currentRegistry().id(), name);
    if (project.isEmpty() || !allows(request, permission, project.get())) {
      throw refusal(Actors.of(request), permission, project, name);
    }
    return project.get();
  }

  private static FaultException refusal(
      Actor actor, Permission permission, Optional<Project> project, String name) {
    if (actor instanceof Actor.Anonymous) {
      return FaultException.unauthenticated("sign in first");
    }
    if (actor.administrator() && project.isEmpty()) {
      return FaultException.notFound(Fault.Thing.PROJECT, "project " + name + " not found");
    }
    return FaultException.forbidden(
        "you may not do this in project "
            + name
            + " ("
            + permission.resource()
            + ":"
            + permission.action()
            + ")");
  }

  private Optional<Project> find(Request request, String nameOrId) {
    var registry = CurrentRequest.currentRegistry().id();
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
   * The caller.
   *
   * @throws FaultException Unauthenticated when it is nobody
   */
  static Actor known(Request request) {
    var actor = Actors.of(request);
    if (actor instanceof Actor.Anonymous) {
      throw FaultException.unauthenticated("sign in first");
    }
    return actor;
  }

  /**
   * The signed-in user.
   *
   * @throws FaultException Unauthenticated when the caller is nobody, Precondition for a robot
   */
  static Actor.Person person(Request request) {
    if (known(request) instanceof Actor.Person person) {
      return person;
    }
    throw FaultException.precondition("this is for users; a robot account is none");
  }

  /**
   * The same for lists: answers about the caller in these projects, whose memberships are read at
   * once.
   */
  HarborAccess ahead(Request request, List<Project> projects) {
    var ids = projects.stream().map(Project::id).toList();
    return new HarborAccess(this.projects, policy.ahead(Actors.of(request), ids));
  }

  /** The project of an id, whoever asks. */
  Optional<Project> find(RegistryId registry, long id) {
    return projects.find(registry, id);
  }

  boolean allows(Request request, Permission permission, Project project) {
    return policy.allows(Actors.of(request), permission, scope(project));
  }

  /** The caller's roles in a project, Harbor's numbers, strongest first. */
  List<Long> roles(Request request, Project project) {
    return policy.roleIds(Actors.of(request), scope(project));
  }

  /** For lists of projects. */
  static Viewer viewer(Request request) {
    return viewer(Sight.ofProjects(Actors.of(request)));
  }

  /** For lists of repositories. */
  static Viewer viewerOfRepositories(Request request) {
    return viewer(Sight.ofRepositories(Actors.of(request)));
  }

  private static Viewer viewer(Sight sight) {
    return new Viewer(
        sight.everything(), sight.userId(), sight.groups(), sight.projects(), sight.within());
  }

  static ProjectScope scope(Project project) {
    return new ProjectScope(project.id(), project.name(), project.isPublic());
  }
}
