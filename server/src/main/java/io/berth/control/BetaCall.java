package io.berth.control;

import io.berth.control.schema.Operation;

/** Calls below a registry that OVHcloud's service does not have: documented as beta. */
final class BetaCall {
  /** What the names of their permissions begin with. */
  static final String ACTION = Role.PREFIX + "containerRegistry/";

  private BetaCall() {}

  /**
   * @param path below the registry's
   */
  static Operation.Draft<?, ?> get(String path, String description) {
    return Operation.get(ControlAccess.REGISTRY + path, description).beta();
  }

  static Operation.Draft<?, ?> post(String path, String description) {
    return Operation.post(ControlAccess.REGISTRY + path, description).beta();
  }

  static Operation.Draft<?, ?> put(String path, String description) {
    return Operation.put(ControlAccess.REGISTRY + path, description).beta();
  }

  static Operation.Draft<?, ?> delete(String path, String description) {
    return Operation.delete(ControlAccess.REGISTRY + path, description).beta();
  }
}
