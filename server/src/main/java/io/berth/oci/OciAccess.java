package io.berth.oci;

import static java.util.stream.Collectors.joining;

import io.berth.catalog.Project;
import io.berth.catalog.Projects;
import io.berth.content.RepositoryName;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Access;
import io.berth.http.Request;
import io.berth.identity.AccessPolicy;
import io.berth.identity.Actor;
import io.berth.identity.Grant;
import io.berth.identity.NamedProject;
import io.berth.identity.Permission;
import io.berth.identity.ProjectScope;
import io.berth.identity.web.Actors;
import io.berth.tenant.CurrentRequest;
import java.util.Locale;
import java.util.function.Predicate;

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
  Access signedIn() {
    return new Named(
        "signed-in",
        request -> {
          if (Actors.of(request) instanceof Actor.Anonymous anonymous
              && anonymous.limit() == null) {
            throw FaultException.unauthenticated("authentication required");
          }
        });
  }

  /** Any known caller, with a token only when it was issued for the catalog. */
  Access catalog() {
    var known = signedIn();
    return new Named(
        "registry:catalog",
        request -> {
          known.check(request);
          var limit = Actors.of(request).limit();
          if (limit != null && limit.stream().noneMatch(OciAccess::opensCatalog)) {
            throw FaultException.unauthenticated("the token was not issued for the catalog");
          }
        });
  }

  private static boolean opensCatalog(Grant grant) {
    return grant.type().equals("registry")
        && grant.name().equals("catalog")
        && !grant.actions().isEmpty();
  }

  /** The right on the repository that the path's {@code name} says. */
  Access repository(Permission permission) {
    return new Named(
        permission.resource() + ":" + permission.action(),
        request -> check(request, RepositoryName.parse(request.param("name")), permission),
        request -> passes(request, RepositoryName.parse(request.param("name")), permission));
  }

  private void check(Request request, RepositoryName name, Permission permission) {
    var actor = Actors.of(request);
    var anonymous = actor instanceof Actor.Anonymous;
    if (anonymous && actor.limit() == null) {
      throw refused(name, permission, signInFirst(request));
    }
    var project = projects.find(CurrentRequest.currentRegistry().id(), name.projectName());
    if (project.isEmpty() && policy.createsProjects(actor, CurrentRequest.currentRegistry().id())) {
      throw FaultException.notFound(
          Fault.Thing.PROJECT,
          "project " + name.projectName() + " not found: create it before pushing to it");
    }
    // To all others a project that is not there is one that they have no rights in.
    if (project.isEmpty()
        || !policy.allows(actor, permission, scope(project.get()), name.value())) {
      throw refused(
          name, permission, anonymous ? signInFirst(request) : advice(actor, name, permission));
    }
  }

  /** Whether {@link #check} lets the request pass, as far as what is in memory tells. */
  private boolean passes(Request request, RepositoryName name, Permission permission) {
    var actor = Actors.of(request);
    if (actor instanceof Actor.Anonymous && actor.limit() == null) {
      return false;
    }
    var project = projects.peek(CurrentRequest.currentRegistry().id(), name.projectName());
    return project.isPresent()
        && policy
            .fromMemory(actor, project.get().id())
            .filter(known -> known.allows(actor, permission, scope(project.get()), name.value()))
            .isPresent();
  }

  private static String signInFirst(Request request) {
    return "sign in first: docker login " + request.authority();
  }

  /** What somebody who is known can do about a refusal. */
  private String advice(Actor actor, RepositoryName name, Permission permission) {
    var project = name.projectName();
    var scope = actor.scope();
    var found = this.projects.find(CurrentRequest.currentRegistry().id(), project);
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
    if (found.isPresent() && policy.allows(own, permission, scope(found.get()), name.value())) {
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
  boolean mayPull(Request request, RepositoryName name) {
    var actor = Actors.of(request);
    return projects
        .find(CurrentRequest.currentRegistry().id(), name.projectName())
        .filter(
            project ->
                policy.allows(actor, Permission.REPOSITORY_PULL, scope(project), name.value()))
        .isPresent();
  }

  /** True when the caller may push to the repository in the path with the token it came with. */
  boolean mayPush(Request request) {
    var name = RepositoryName.parse(request.param("name"));
    return projects
        .find(CurrentRequest.currentRegistry().id(), name.projectName())
        .filter(
            project ->
                policy.allows(
                    Actors.of(request), Permission.REPOSITORY_PUSH, scope(project), name.value()))
        .isPresent();
  }

  private static Actor withoutLimit(Actor actor) {
    return switch (actor) {
      case Actor.Anonymous _ -> new Actor.Anonymous(null);
      case Actor.Person p ->
          new Actor.Person(p.user(), p.groups(), p.adminByGroup(), p.way(), null, p.scope());
      case Actor.Program program -> new Actor.Program(program.robot(), program.name(), null);
    };
  }

  static ProjectScope scope(Project project) {
    return new ProjectScope(project.id(), project.name(), project.isPublic());
  }

  private static FaultException refused(RepositoryName name, Permission permission, String advice) {
    return FaultException.unauthenticated(
        "unauthorized to access repository: "
            + name
            + ", action: "
            + permission.action()
            + "; "
            + advice);
  }

  private record Named(String name, Check check, Predicate<Request> passes) implements Access {
    Named(String name, Check check) {
      this(name, check, _ -> false);
    }

    @Override
    public void check(Request request) {
      check.check(request);
    }

    @Override
    public boolean passesFromMemory(Request request) {
      return passes.test(request);
    }
  }

  @FunctionalInterface
  private interface Check {
    void check(Request request);
  }
}
