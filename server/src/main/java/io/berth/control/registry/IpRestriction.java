package io.berth.control.registry;

import java.time.Instant;

/**
 * A block of addresses that may reach a surface of a registry.
 *
 * @param ipBlock in CIDR notation, as the caller wrote it; a single address has its full prefix
 * @param description "" without one
 */
public record IpRestriction(
    String ipBlock, String description, Instant createdAt, Instant updatedAt) {

  /**
   * What can be restricted on its own (docs/reference/contracts/control-api.md#ip-restrictions).
   */
  public enum Surface {
    /** The portal, sign-in and Harbor's API. */
    MANAGEMENT,
    /** {@code /v2} and the token service. */
    REGISTRY
  }
}
