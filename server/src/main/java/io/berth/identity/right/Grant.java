package io.berth.identity.right;

import java.util.Set;

/**
 * One entry of a registry token's {@code access} claim.
 *
 * @param type {@code repository} or {@code registry}
 * @param name the repository's full name, or {@code catalog}
 * @param actions some of pull, push, delete, or {@code *}
 */
public record Grant(String type, String name, Set<String> actions) {
  public Grant {
    actions = Set.copyOf(actions);
  }
}
