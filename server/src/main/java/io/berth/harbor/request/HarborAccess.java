package io.berth.harbor.request;

import io.berth.catalog.Project;
import io.berth.catalog.Projects;
import io.berth.content.RepositoryName;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.routing.Access;
import io.berth.identity.member.AccessPolicy;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.right.SystemPermission;
import io.berth.identity.right.TokenScope;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the routes of Harbor's API ask. A project that is missing and one that is forbidden look
 * alike: 401 to nobody, 403 to a user; only an administrator reads 404, and of an id a robot that
 * may do it in all projects (docs/reference/contracts/harbor.md#api-conventions).
 */
public final class HarborAccess {
  private final Projects projects;
  private final AccessPolicy policy;

  public HarborAccess(Projects projects, AccessPolicy policy) {
    this.projects = projects;
    this.policy = policy;
  }

  /** Anybody known: users and robots. */
  public Access<Actor, Actor> signedIn() {
    return Access.of("signed-in", (_, actor) -> known(actor));
  }

  /** Users who look at or end what is theirs, with no access token that makes them less. */
  public Access<Actor, Actor.Person> self() {
    return Access.of("self", (_, actor) -> requireWhole(actor));
  }

  /** Users who make what lets them in, proven in a way that could not come to more by it. */
  public Access<Actor, Actor.Person> owner() {
    return Access.of(
        "owner",
        (_, actor) -> {
          var person = requireWhole(actor);
          if (!person.isOwner()) {
            throw FaultException.forbidden(
                "a CLI secret or an ID token cannot do this, because what it made would outlive"
                    + " it: sign in with a browser, or use a password or a whole access token");
          }
          return person;
        });
  }

  /** {@link #owner}, where Harbor answers a robot that it may not. */
  public Access<Actor, Actor.Person> noRobot() {
    var owner = owner();
    return Access.of(
        owner.name(),
        (request, actor) -> {
          if (actor instanceof Actor.Program) {
            throw FaultException.forbidden("this is for users; a robot account is none");
          }
          return owner.question().apply(request).check(actor);
        });
  }

  /**
   * @throws FaultException Unauthenticated for nobody, Precondition for a robot, Forbidden for an
   *     access token that narrows its user
   */
  public static Actor.Person requireWhole(Actor actor) {
    var person = person(actor);
    if (!person.isWhole()) {
      throw FaultException.forbidden(
          "an access token that is limited to projects or to pulling and pushing cannot do this");
    }
    return person;
  }

  /**
   * Who looks for people or groups to give them roles: users, with an access token one for
   * administering, and robots that may list them or decide about members of a project.
   */
  public Access<Actor, Actor> seeker(SystemPermission lists) {
    return Access.of(
        "seeker",
        (_, actor) -> {
          var may =
              switch (known(actor)) {
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
          return actor;
        });
  }

  /** System administrators. */
  public Access<Actor, Actor> administrator() {
    return Access.of(
        "system-administrator",
        (_, actor) -> {
          if (!known(actor).administrator()) {
            throw FaultException.forbidden("this needs a system administrator");
          }
          return actor;
        });
  }

  /** System administrators, and robots that were given it. */
  public Access<Actor, Actor> system(SystemPermission permission) {
    return Access.of(
        "system " + permission.resource() + ":" + permission.action(),
        (_, actor) -> require(actor, permission));
  }

  /** {@link AccessPolicy#projectsWith} in the registry of the request. */
  public Optional<List<Long>> projectsWith(Actor actor, Permission permission) {
    return policy.projectsWith(actor, permission, CurrentRequest.currentRegistry().id());
  }

  public boolean createsProjects(Actor actor) {
    return policy.createsProjects(actor, CurrentRequest.currentRegistry().id());
  }

  /**
   * @throws FaultException Unauthenticated, Forbidden
   */
  public Actor require(Actor actor, SystemPermission permission) {
    if (!policy.allows(known(actor), permission)) {
      throw FaultException.forbidden(
          "this needs a system administrator ("
              + permission.resource()
              + ":"
              + permission.action()
              + ")");
    }
    return actor;
  }

  /** The right in the project that the path names. */
  public Access<Actor, InProject> project(Permission permission) {
    return Access.of(
        permission.resource() + ":" + permission.action(),
        (request, actor) ->
            new InProject(actor, require(request, actor, request.param("project"), permission)));
  }

  /** The same where Harbor's path has a project's name, never its id. */
  public Access<Actor, InProject> namedProject(Permission permission) {
    return Access.of(
        permission.resource() + ":" + permission.action(),
        (request, actor) ->
            new InProject(actor, requireNamed(actor, request.param("project"), permission)));
  }

  /** The right over the repository that the path names. */
  public Access<Actor, InRepository> repository(Permission permission) {
    return repository(permission, _ -> {});
  }

  /**
   * The same, asked after a requirement: in a project that is there it comes before rights, and one
   * that is not there is missed before it, as in Harbor.
   *
   * @param requirement of the request, whoever calls; refuses by a FaultException
   */
  public Access<Actor, InRepository> repository(
      Permission permission, Consumer<Request> requirement) {
    return Access.of(
        permission.resource() + ":" + permission.action(),
        (request, actor) -> {
          var project =
              projects.find(CurrentRequest.currentRegistry().id(), request.param("project"));
          if (project.isPresent()) {
            requirement.accept(request);
            var name = RepositoryPath.name(project.get().name(), request);
            if (allows(actor, permission, project.get(), name)) {
              return new InRepository(actor, project.get(), name);
            }
          }
          throw refusal(actor, permission, project, request.param("project"));
        });
  }

  /**
   * For a repository that is named elsewhere than in the path.
   *
   * @throws FaultException as {@link #project} refuses
   */
  public void requireRepository(Actor actor, RepositoryName name, Permission permission) {
    var project = projects.find(CurrentRequest.currentRegistry().id(), name.projectName());
    if (project.isEmpty() || !allows(actor, permission, project.get(), name)) {
      throw refusal(actor, permission, project, name.projectName());
    }
  }

  private boolean allows(Actor actor, Permission permission, Project project, RepositoryName name) {
    return policy.allows(actor, permission, ProjectScope.of(project), name.value());
  }

  /**
   * The project of that name or id, for a route that names it elsewhere than in its path.
   *
   * @throws FaultException as {@link #project} refuses
   */
  public Project require(Request request, Actor actor, String nameOrId, Permission permission) {
    var project = find(request, nameOrId);
    if (project.isEmpty() && isId(request, nameOrId) && hasEverywhere(actor, permission)) {
      throw missing(nameOrId);
    }
    return allowed(actor, project, nameOrId, permission);
  }

  /**
   * A robot of all projects learns that there is none of an id, but not of a name, as in Harbor.
   */
  private static boolean hasEverywhere(Actor actor, Permission permission) {
    return actor instanceof Actor.Program program && program.robot().hasEverywhere(permission);
  }

  private static FaultException missing(String project) {
    return FaultException.notFound(Fault.Thing.PROJECT, "project " + project + " not found");
  }

  /** The same for a text that can only be a name. */
  public Project requireNamed(Actor actor, String name, Permission permission) {
    var project = projects.find(CurrentRequest.currentRegistry().id(), name);
    return allowed(actor, project, name, permission);
  }

  private Project allowed(
      Actor actor, Optional<Project> project, String name, Permission permission) {
    if (project.isEmpty() || !allows(actor, permission, project.get())) {
      throw refusal(actor, permission, project, name);
    }
    return project.get();
  }

  private static FaultException refusal(
      Actor actor, Permission permission, Optional<Project> project, String name) {
    if (actor instanceof Actor.Anonymous) {
      return FaultException.unauthenticated("sign in first");
    }
    if (project.isEmpty() && actor.administrator()) {
      return missing(name);
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
    return isId(request, nameOrId)
        ? projects.find(registry, Long.parseLong(nameOrId))
        : projects.find(registry, nameOrId);
  }

  private static boolean isId(Request request, String nameOrId) {
    return nameOrId.matches("\\d{1,18}") && !HeaderFlag.isSet(request, "X-Is-Resource-Name");
  }

  /**
   * The caller.
   *
   * @throws FaultException Unauthenticated when it is nobody
   */
  static Actor known(Actor actor) {
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
  public static Actor.Person person(Actor actor) {
    if (known(actor) instanceof Actor.Person person) {
      return person;
    }
    throw FaultException.precondition("this is for users; a robot account is none");
  }

  /**
   * The same for lists: answers about the caller in these projects, whose memberships are read at
   * once.
   */
  public HarborAccess ahead(Actor actor, List<Project> projects) {
    var ids = projects.stream().map(Project::id).toList();
    return new HarborAccess(this.projects, policy.ahead(actor, ids));
  }

  /** The project of an id, whoever asks. */
  public Optional<Project> find(RegistryId registry, long id) {
    return projects.find(registry, id);
  }

  public boolean allows(Actor actor, SystemPermission permission) {
    return policy.allows(actor, permission);
  }

  public boolean allows(Actor actor, Permission permission, Project project) {
    return policy.allows(actor, permission, ProjectScope.of(project));
  }

  /** The caller's roles in a project, Harbor's numbers, strongest first. */
  public List<Long> roles(Actor actor, Project project) {
    return policy.roleIds(actor, ProjectScope.of(project));
  }
}
