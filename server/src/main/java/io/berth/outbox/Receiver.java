package io.berth.outbox;

import io.berth.tenant.RegistryId;

/**
 * One who gets messages.
 *
 * @param kind what names it, such as {@code webhook}
 * @param ownerId which of that kind in the registry; 0 where there is only one
 * @param target which of the owner's places, from 0
 */
public record Receiver(RegistryId registry, String kind, long ownerId, int target) {
  @Override
  public String toString() {
    return kind + " " + ownerId + "." + target + " of registry " + registry;
  }
}
