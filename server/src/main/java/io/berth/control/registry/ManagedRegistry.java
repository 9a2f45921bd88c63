package io.berth.control.registry;

import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registry as its owner sees it in the control plane.
 *
 * @param hostLabel the first label of its generated host name
 * @param store as {@link Registry#store}
 * @param deliveredAt null until it was READY for the first time
 */
public record ManagedRegistry(
    RegistryId id,
    String cloudProjectId,
    String name,
    String region,
    Plan plan,
    Status status,
    String hostLabel,
    boolean iamEnabled,
    boolean isDefault,
    String store,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant deliveredAt) {

  /**
   * The states this server uses, of those that clients know
   * (docs/reference/contracts/control-api.md#status).
   */
  public enum Status {
    INSTALLING,
    READY,

    /** Getting another plan; it serves all the while. */
    SCALING_UP,
    DELETING
  }

  /**
   * The registries that a word of an operator means: the one with this id, else all with this name.
   * Names are given by tenants, and may repeat and look like anything, so what is written like an
   * id is never a name.
   */
  public static List<ManagedRegistry> called(String idOrName, List<ManagedRegistry> all) {
    boolean isId = RegistryId.isWrittenLike(idOrName);
    return all.stream().filter(it -> idOrName.equals(isId ? it.id().value() : it.name())).toList();
  }

  /** The same registry as requests to it see it. */
  public Registry tenant() {
    return new Registry(
        id,
        name,
        hostLabel,
        status == Status.READY || status == Status.SCALING_UP,
        new Registry.Limits(plan.imageStorage(), plan.parallelRequests()),
        store);
  }
}
