package io.berth.identity.right;

import io.berth.tenant.ProjectFacts;

/** The facts about a project that rights depend on. */
public record ProjectScope(long projectId, String projectName, boolean isPublic) {
  public static ProjectScope of(ProjectFacts project) {
    return new ProjectScope(project.id(), project.name(), project.isPublic());
  }
}
