package io.berth.harbor.request;

import io.berth.catalog.Project;
import io.berth.identity.member.Actor;

/** The project that a path names, and who has the right in it that the route asks for. */
public record InProject(Actor actor, Project project) {}
