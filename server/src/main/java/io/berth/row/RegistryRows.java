package io.berth.row;

import io.berth.fault.FaultException;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Owns table registry: every statement that writes it stands here, within the transaction of
 * whoever calls. Registries that are not there are left alone.
 */
public final class RegistryRows {
  private RegistryRows() {}

  /**
   * A registry to be installed.
   *
   * @param id a registry's id that none has yet
   * @param project the id of the Public Cloud project it belongs to
   * @param plan the id of its plan
   * @param hostLabel the first label of its host name, which none has yet
   * @param library whether it is to have the public project {@code library} from the start
   * @param store the region in whose store its blobs will be; empty for that of all other regions
   * @param sealedTokenKey the key that signs its tokens, sealed
   */
  public record Ordered(
      RegistryId id,
      String project,
      String name,
      String region,
      String plan,
      String hostLabel,
      boolean library,
      String store,
      byte[] sealedTokenKey) {}

  /** Tokens are signed with this key from now on, and those that were signed before are void. */
  public static void setTokenKey(Handle handle, RegistryId id, byte[] sealed) {
    handle
        .createUpdate("UPDATE registry SET token_key_sealed = :key WHERE id = :id")
        .bind("key", sealed)
        .bind("id", id.value())
        .execute();
  }

  /** Adds a registry with the status INSTALLING; the very first one becomes the default. */
  public static void insert(Handle handle, Ordered ordered, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO registry
              (id, cloud_project_id, name, region, plan_id, status, host_label,
               library_wanted, store, is_default, token_key_sealed, created_at, updated_at)
            VALUES (:id, :project, :name, :region, :plan, 'INSTALLING', :label,
               :library, :store,
               (SELECT CASE WHEN count(*) = 0 THEN 1 ELSE 0 END FROM registry),
               :key, :now, :now)
            """)
        .bind("id", ordered.id().value())
        .bind("project", ordered.project())
        .bind("name", ordered.name())
        .bind("region", ordered.region())
        .bind("plan", ordered.plan())
        .bind("library", ordered.library() ? 1 : 0)
        .bind("store", ordered.store())
        .bind("label", ordered.hostLabel())
        .bind("key", ordered.sealedTokenKey())
        .bind("now", Micros.of(now))
        .execute();
  }

  public static void rename(Handle handle, RegistryId id, String name, Instant now) {
    handle
        .createUpdate("UPDATE registry SET name = :name, updated_at = :now WHERE id = :id")
        .bind("name", name)
        .bind("now", Micros.of(now))
        .bind("id", id.value())
        .execute();
  }

  /**
   * Records that a READY registry is to get a plan; false when it is not READY.
   *
   * @param plan the id of a plan
   */
  public static boolean startScaling(Handle handle, RegistryId id, String plan, Instant now) {
    return handle
            .createUpdate(
                "UPDATE registry"
                    + " SET status = 'SCALING_UP', next_plan_id = :nextPlan, updated_at = :now"
                    + " WHERE id = :id AND status = 'READY'")
            .bind("nextPlan", plan)
            .bind("now", Micros.of(now))
            .bind("id", id.value())
            .execute()
        == 1;
  }

  /** Gives a registry the plan it was to get; does nothing to one in another state. */
  public static void finishScaling(Handle handle, RegistryId id, Instant now) {
    handle
        .createUpdate(
            "UPDATE registry"
                + " SET status = 'READY', plan_id = next_plan_id, next_plan_id = NULL, updated_at ="
                + " :now WHERE id = :id AND status = 'SCALING_UP'")
        .bind("now", Micros.of(now))
        .bind("id", id.value())
        .execute();
  }

  /** Marks an installed registry as READY; does nothing to one in another state. */
  public static void deliver(Handle handle, RegistryId id, Instant now) {
    handle
        .createUpdate(
            "UPDATE registry SET status = 'READY', delivered_at = :now, updated_at = :now"
                + " WHERE id = :id AND status = 'INSTALLING'")
        .bind("now", Micros.of(now))
        .bind("id", id.value())
        .execute();
  }

  /** Marks a registry as DELETING; does nothing to one that is marked. */
  public static void markDeleting(Handle handle, RegistryId id, Instant now) {
    handle
        .createUpdate(
            "UPDATE registry SET status = 'DELETING', updated_at = :now WHERE id = :id"
                + " AND status <> 'DELETING'")
        .bind("now", Micros.of(now))
        .bind("id", id.value())
        .execute();
  }

  /** Removes the row, and by its foreign keys users, groups, sessions and providers. */
  public static void delete(Handle handle, RegistryId id) {
    handle.createUpdate("DELETE FROM registry WHERE id = :id").bind("id", id.value()).execute();
  }

  /** Makes others who lock the row wait until the caller's transaction is over. */
  public static void lock(Handle handle, RegistryId id) {
    handle
        .createUpdate("UPDATE registry SET name = name WHERE id = :id")
        .bind("id", id.value())
        .execute();
  }

  /** Whether accounts of the control plane sign in to a registry (IAM). */
  public static boolean accountsSignIn(Handle handle, RegistryId id) {
    return handle
        .createQuery("SELECT iam_enabled FROM registry WHERE id = :id")
        .bind("id", id.value())
        .mapTo(Integer.class)
        .findOne()
        .filter(flag -> flag == 1)
        .isPresent();
  }

  /** Sets it; does nothing where it is so already. */
  public static void letAccountsSignIn(Handle handle, RegistryId id, boolean letThem, Instant now) {
    handle
        .createUpdate(
            "UPDATE registry SET iam_enabled = :iamEnabled, updated_at = :now WHERE id = :id"
                + " AND iam_enabled <> :iamEnabled")
        .bind("iamEnabled", letThem ? 1 : 0)
        .bind("now", Micros.of(now))
        .bind("id", id.value())
        .execute();
  }

  /**
   * Locks the row and refuses people of another kind where accounts of the control plane sign in
   * (IAM): they could take the accounts' names.
   *
   * @throws FaultException Conflict IAM_ENABLED
   */
  public static void refuseWithAccounts(Handle handle, RegistryId id) {
    lock(handle, id);
    if (accountsSignIn(handle, id)) {
      throw FaultException.conflict(
          "IAM_ENABLED", "accounts sign in to this registry; disable IAM first");
    }
  }

  /**
   * Sets what a new project of the registry may hold.
   *
   * @param bytes -1 for no limit
   */
  public static void setStoragePerProject(Handle handle, RegistryId id, long bytes) {
    handle
        .createUpdate("UPDATE registry SET storage_per_project = :storagePerProject WHERE id = :id")
        .bind("storagePerProject", bytes)
        .bind("id", id.value())
        .execute();
  }

  /** Sets the administrator flag that the built-in owner shows; false when there is no registry. */
  public static boolean setOwnerSysadmin(Handle handle, RegistryId id, boolean flag) {
    return handle
            .createUpdate("UPDATE registry SET owner_sysadmin = :flag WHERE id = :id")
            .bind("flag", flag ? 1 : 0)
            .bind("id", id.value())
            .execute()
        == 1;
  }

  /**
   * Marks that the registry's IP restrictions change in this transaction, after others that change
   * them at the same time. The mark only grows, whatever the clock does.
   */
  public static void restrictionsChange(Handle handle, RegistryId id, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE registry SET ip_restrictions_at =
              (SELECT CASE WHEN max(o.ip_restrictions_at) < :now THEN :now
                      ELSE max(o.ip_restrictions_at) + 1 END FROM registry o)
            WHERE id = :id
            """)
        .bind("now", Micros.of(now))
        .bind("id", id.value())
        .execute();
  }
}
