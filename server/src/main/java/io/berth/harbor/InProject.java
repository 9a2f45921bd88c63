package io.berth.harbor;

import io.berth.catalog.Project;
import io.berth.identity.Actor;

/** The project that a path names, and who has the right in it that the route asks for. */
record InProject(Actor actor, Project project) {}
