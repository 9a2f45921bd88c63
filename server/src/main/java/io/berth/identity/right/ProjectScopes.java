package io.berth.identity.right;

import io.berth.tenant.RegistryId;
import java.util.Optional;

/** Finds projects for the token service, which must not know the catalog. */
@FunctionalInterface
public interface ProjectScopes {
  /** The facts about a project, empty when the registry has none of that name. */
  Optional<ProjectScope> byName(RegistryId registry, String projectName);
}
