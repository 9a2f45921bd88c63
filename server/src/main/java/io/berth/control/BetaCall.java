package io.berth.control;

import io.berth.control.schema.Operation;

/** Calls below a registry that OVHcloud's service does not have: documented as beta. */
final class BetaCall {
  private BetaCall() {}

  /**
   * @param path below the registry's
   * @param action behind {@code containerRegistry/} in the name of the permission
   */
  static Operation.Draft get(String path, String description, String action) {
    return asking(Operation.get(Owned.REGISTRY + path, description), action);
  }

  static Operation.Draft post(String path, String description, String action) {
    return asking(Operation.post(Owned.REGISTRY + path, description), action);
  }

  static Operation.Draft put(String path, String description, String action) {
    return asking(Operation.put(Owned.REGISTRY + path, description), action);
  }

  static Operation.Draft delete(String path, String description, String action) {
    return asking(Operation.delete(Owned.REGISTRY + path, description), action);
  }

  private static Operation.Draft asking(Operation.Draft draft, String action) {
    return draft.asks(Role.PREFIX + "containerRegistry/" + action).beta();
  }
}
