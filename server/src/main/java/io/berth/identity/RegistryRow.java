package io.berth.identity;

import io.berth.fault.FaultException;
import io.berth.tenant.RegistryId;
import org.jdbi.v3.core.Handle;

/** The row of a registry, for what must happen one after the other within it. */
final class RegistryRow {
  private RegistryRow() {}

  /** Makes others who lock the row wait until the caller's transaction is over. */
  static void lock(Handle handle, RegistryId registry) {
    handle.execute("UPDATE registry SET name = name WHERE id = ?", registry.value());
  }

  /**
   * Locks the row and refuses people of another kind where accounts of the control plane sign in
   * (IAM): they could take the accounts' names.
   *
   * @throws FaultException Conflict IAM_ENABLED
   */
  static void refuseWithAccounts(Handle handle, RegistryId registry) {
    lock(handle, registry);
    var accounts =
        handle
            .createQuery("SELECT iam_enabled FROM registry WHERE id = ?")
            .bind(0, registry.value())
            .mapTo(Integer.class)
            .findOne()
            .filter(flag -> flag == 1);
    if (accounts.isPresent()) {
      throw FaultException.conflict(
          "IAM_ENABLED", "accounts sign in to this registry; disable IAM first");
    }
  }
}
