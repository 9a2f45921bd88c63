package io.berth.identity.member;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.right.NamedProject;
import io.berth.identity.right.Permission;
import io.berth.identity.right.ProjectScopes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the projects that a person names and may see. */
public final class VisibleProjects {
  private final ProjectScopes projects;
  private final AccessPolicy policy;

  public VisibleProjects(ProjectScopes projects, AccessPolicy policy) {
    this.projects = projects;
    this.policy = policy;
  }

  /**
   * The projects of these names; null for all.
   *
   * @throws FaultException NotFound PROJECT, alike for one that is not there and one that the
   *     person may not see
   */
  public @Nullable List<NamedProject> named(Actor.Person person, @Nullable List<String> names) {
    return names == null
        ? null
        : names.stream().distinct().map(name -> named(person, name)).toList();
  }

  private NamedProject named(Actor.Person person, String name) {
    return projects
        .byName(person.user().registry(), name)
        .filter(scope -> policy.allows(person, Permission.PROJECT_READ, scope))
        .map(scope -> new NamedProject(scope.projectId(), scope.projectName()))
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.PROJECT, "there is no project " + name + " that you may see"));
  }
}
