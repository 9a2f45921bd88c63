package io.berth.control.call;

import io.berth.control.project.CloudProjectRole;
import io.berth.control.schema.Operation;

/** Calls below a registry that OVHcloud's service does not have: documented as beta. */
public final class BetaCall {
  /** What the names of their permissions begin with. */
  public static final String ACTION = CloudProjectRole.PREFIX + "containerRegistry/";

  private BetaCall() {}

  /**
   * @param path below the registry's
   */
  public static Operation.Draft<?, ?> get(String path, String description) {
    return Operation.get(ControlAccess.REGISTRY + path, description).beta();
  }

  public static Operation.Draft<?, ?> post(String path, String description) {
    return Operation.post(ControlAccess.REGISTRY + path, description).beta();
  }

  public static Operation.Draft<?, ?> put(String path, String description) {
    return Operation.put(ControlAccess.REGISTRY + path, description).beta();
  }

  public static Operation.Draft<?, ?> delete(String path, String description) {
    return Operation.delete(ControlAccess.REGISTRY + path, description).beta();
  }
}
