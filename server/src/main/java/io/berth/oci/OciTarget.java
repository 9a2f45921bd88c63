package io.berth.oci;

import io.berth.catalog.Project;
import io.berth.content.RepositoryName;
import io.berth.identity.member.Actor;

/**
 * What a path of the registry names, and who may do there what the route asks.
 *
 * @param project the one that the name begins with; that there is such a repository is not said
 */
record OciTarget(Actor actor, RepositoryName name, Project project) {}
