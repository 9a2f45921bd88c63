package io.berth.harbor.request;

import io.berth.catalog.Project;
import io.berth.content.RepositoryName;
import io.berth.identity.member.Actor;

/**
 * The repository that a path names, and who has the right over it that the route asks for; whether
 * there is one of this name is not said.
 */
public record InRepository(Actor actor, Project project, RepositoryName name) {}
