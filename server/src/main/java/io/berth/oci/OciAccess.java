package io.berth.oci;

import static java.util.stream.Collectors.joining;

import io.berth.catalog.Project;
import io.berth.catalog.Projects;
import io.berth.content.Reference;
import io.berth.content.RepositoryName;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Method;
import io.berth.http.message.Request;
import io.berth.http.routing.Access;
import io.berth.identity.member.AccessPolicy;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Grant;
import io.berth.identity.right.NamedProject;
import io.berth.identity.right.Permission;
import io.berth.identity.right.ProjectScope;
import io.berth.tenant.CurrentRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the routes of the registry ask: rights on the repository in the path. A caller without
 * credentials is always sent for a token first, also where everybody may pull, because clients
 * expect so; with an anonymous token public projects are open. That a project is missing is told to
 * those who could create it, and looks to others as one that they have no rights in.
 */
final class OciAccess {
  private static final long NO_PROJECT = -1;

  private final Projects projects;
  private final AccessPolicy policy;

  OciAccess(Projects projects, AccessPolicy policy) {
    this.projects = projects;
    this.policy = policy;
  }

  /** Any known caller. */
  Access<Actor, Actor> signedIn() {
    return Access.of("signed-in", (_, actor) -> known(actor));
  }

  private static Actor known(Actor actor) {
    if (actor instanceof Actor.Anonymous && actor.limit() == null) {
      throw FaultException.unauthenticated("authentication required");
    }
    return actor;
  }

  /** Any known caller, with a token only when it was issued for the catalog. */
  Access<Actor, Actor> catalog() {
    return Access.of(
        "registry:catalog",
        (_, actor) -> {
          var limit = known(actor).limit();
          if (limit != null && limit.stream().noneMatch(OciAccess::opensCatalog)) {
            throw FaultException.insufficient("the token was not issued for the catalog");
          }
          return actor;
        });
  }

  private static boolean opensCatalog(Grant grant) {
    return grant.type().equals("registry")
        && grant.name().equals("catalog")
        && !grant.actions().isEmpty();
  }

  /** The right on the repository that the path's {@code name} says. */
  Access<Actor, OciTarget> repository(Permission permission) {
    return Access.asking(named(permission), request -> new OfRepository(request, permission));
  }

  /** The same, and what the path's {@code reference} says. */
  Access<Actor, ManifestTarget> manifest(Permission permission) {
    return Access.asking(
        named(permission), request -> new OfManifest(new OfRepository(request, permission)));
  }

  private static String named(Permission permission) {
    return permission.resource() + ":" + permission.action();
  }

  /** Docker goes on for long at every refusal of a name but that it is unknown. */
  private static RepositoryName name(Request request) {
    var name = request.param("name");
    if (name.indexOf('/') < 0) {
      throw FaultException.notFound(
          Fault.Thing.PROJECT,
          "the name lacks its project: write "
              + request.authority()
              + "/<project>/<repository>, and create the project before");
    }
    return RepositoryName.parse(name);
  }

  /** What nothing can be named by is to readers as unknown as what nothing is named by. */
  private static Reference reference(Request request) {
    var text = request.param("reference");
    return request.method() == Method.PUT
        ? Reference.parse(text)
        : Reference.find(text)
            .orElseThrow(
                () ->
                    FaultException.notFound(
                        Fault.Thing.MANIFEST, "manifest " + text + " is not in this repository"));
  }

  /** Asks one request for a right on its repository. */
  private final class OfRepository implements Access.Question<Actor, OciTarget> {
    private final Request request;
    private final Permission permission;
    private @Nullable RepositoryName name;

    OfRepository(Request request, Permission permission) {
      this.request = request;
      this.permission = permission;
    }

    private RepositoryName name() {
      if (name == null) {
        name = OciAccess.name(request);
      }
      return name;
    }

    @Override
    public OciTarget check(Actor caller) {
      return repository(request, caller, name(), permission);
    }

    @Override
    public Optional<OciTarget> peek(Actor caller) {
      return OciAccess.this.peek(caller, name(), permission);
    }
  }

  /** Reads the reference of those who have the right on the repository. */
  private static final class OfManifest implements Access.Question<Actor, ManifestTarget> {
    private final OfRepository repository;
    private @Nullable Reference reference;

    OfManifest(OfRepository repository) {
      this.repository = repository;
    }

    private ManifestTarget target(OciTarget found) {
      if (reference == null) {
        reference = reference(repository.request);
      }
      return new ManifestTarget(found, reference);
    }

    @Override
    public ManifestTarget check(Actor caller) {
      return target(repository.check(caller));
    }

    @Override
    public Optional<ManifestTarget> peek(Actor caller) {
      return repository.peek(caller).map(this::target);
    }
  }

  private OciTarget repository(
      Request request, Actor actor, RepositoryName name, Permission permission) {
    var anonymous = actor instanceof Actor.Anonymous;
    if (anonymous && actor.limit() == null) {
      throw refused(name, permission, signInFirst(request));
    }
    var project = find(name);
    if (project.isEmpty() && policy.createsProjects(actor, CurrentRequest.currentRegistry().id())) {
      throw FaultException.notFound(
          Fault.Thing.PROJECT,
          "project " + name.projectName() + " not found: create it before pushing to it");
    }
    // To all others a project that is not there is one that they have no rights in.
    if (project.isEmpty() || !may(actor, permission, name, project.get())) {
      throw refused(
          name,
          permission,
          anonymous ? signInFirst(request) : advice(actor, name, project, permission));
    }
    return new OciTarget(actor, name, project.get());
  }

  /** What {@link #repository} would find, as far as what is in memory tells. */
  private Optional<OciTarget> peek(Actor actor, RepositoryName name, Permission permission) {
    if (actor instanceof Actor.Anonymous && actor.limit() == null) {
      return Optional.empty();
    }
    return projects
        .peek(CurrentRequest.currentRegistry().id(), name.projectName())
        .filter(
            project ->
                policy
                    .fromMemory(actor, project.id())
                    .filter(
                        known ->
                            known.allows(actor, permission, ProjectScope.of(project), name.value()))
                    .isPresent())
        .map(project -> new OciTarget(actor, name, project));
  }

  private Optional<Project> find(RepositoryName name) {
    return projects.find(CurrentRequest.currentRegistry().id(), name.projectName());
  }

  private boolean may(Actor actor, Permission permission, RepositoryName name, Project project) {
    return policy.allows(actor, permission, ProjectScope.of(project), name.value());
  }

  private static String signInFirst(Request request) {
    return "sign in first: docker login " + request.authority();
  }

  /** What somebody who is known can do about a refusal. */
  private String advice(
      Actor actor, RepositoryName name, Optional<Project> found, Permission permission) {
    var project = name.projectName();
    var scope = actor.scope();
    if (scope != null && !scope.admits(permission, found.map(Project::id).orElse(NO_PROJECT))) {
      var projects = scope.projects();
      return "the access token is only for "
          + scope.level().name().toLowerCase(Locale.ROOT)
          + (projects == null
              ? ""
              : projects.isEmpty()
                  ? " in projects that are gone"
                  : projects.stream().map(NamedProject::name).collect(joining(", ", " in ", "")))
          + ": use one that allows it";
    }
    var own = withoutLimit(actor);
    if (found.isPresent() && may(own, permission, name, found.get())) {
      return "the token was not issued for this: ask for one with this scope";
    }
    return switch (actor) {
      case Actor.Anonymous _ -> "sign in first";
      case Actor.Person person ->
          person.name()
              + " needs a role in project "
              + project
              + " that allows it: ask an administrator of the project";
      case Actor.Program program ->
          program.name()
              + " needs the permission "
              + permission.resource()
              + ":"
              + permission.action()
              + " in project "
              + project
              + ": ask an administrator of the project";
    };
  }

  /**
   * True when the caller may pull with the token it came with: for the source of a mount, which the
   * challenge to one asks a token for.
   */
  boolean mayPull(Actor actor, RepositoryName name) {
    return find(name)
        .filter(project -> may(actor, Permission.REPOSITORY_PULL, name, project))
        .isPresent();
  }

  /**
   * True when the caller may pull, but not with the token it came with: a challenge tells which one
   * does, as it tells who asks for the source itself.
   */
  boolean needsToken(Actor actor, RepositoryName name) {
    return actor.limit() != null && !mayPull(actor, name) && mayPull(withoutLimit(actor), name);
  }

  /** True when the caller may push there with the token it came with. */
  boolean mayPush(OciTarget target) {
    return may(target.actor(), Permission.REPOSITORY_PUSH, target.name(), target.project());
  }

  private static Actor withoutLimit(Actor actor) {
    return switch (actor) {
      case Actor.Anonymous _ -> new Actor.Anonymous(null);
      case Actor.Person p ->
          new Actor.Person(p.user(), p.groups(), p.adminByGroup(), p.way(), null, p.scope());
      case Actor.Program program -> new Actor.Program(program.robot(), program.name(), null);
    };
  }

  private static FaultException refused(RepositoryName name, Permission permission, String advice) {
    return FaultException.insufficient(
        "unauthorized to access repository: "
            + name
            + ", action: "
            + permission.action()
            + "; "
            + advice);
  }
}
