package io.berth.harbor;

import io.berth.catalog.Project;
import io.berth.content.RepositoryName;
import io.berth.identity.Actor;

/**
 * The repository that a path names, and who has the right over it that the route asks for; whether
 * there is one of this name is not said.
 */
record InRepository(Actor actor, Project project, RepositoryName name) {}
