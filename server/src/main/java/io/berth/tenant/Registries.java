package io.berth.tenant;

import java.util.Optional;

/** Finds the registry a host name belongs to. Answers from memory: it stands on every request. */
public interface Registries {
  /** The registry whose generated label is the first label of a registry host. */
  Optional<Registry> byHostLabel(String label);

  /** The registry that answers to a whole host name of its owner's; lower case, without port. */
  default Optional<Registry> byDomain(String host) {
    return Optional.empty();
  }

  /** The registry the control host answers for, absent when there is none. */
  Optional<Registry> defaultRegistry();
}
