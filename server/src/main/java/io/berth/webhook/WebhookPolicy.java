package io.berth.webhook;

import io.berth.tenant.RegistryId;
import java.time.Instant;
import java.util.List;

/**
 * Who is told of what in a project, or in all projects of a registry.
 *
 * @param secrets sign what is sent: the present one, and for a while the one before; none for no
 *     signature
 */
public record WebhookPolicy(
    long id, WebhookPolicies.Owner owner, Asked asked, List<String> secrets, Dates dates) {
  public WebhookPolicy {
    secrets = List.copyOf(secrets);
  }

  public RegistryId registry() {
    return owner.registry();
  }

  /**
   * What its maker says of it.
   *
   * @param name unique among its owner's
   * @param types as they were given
   * @param repositoryPattern of repositories' names without the project, as {@link
   *     io.berth.pattern.Doublestar} has it; "" for all
   * @param tagPattern of tags, the same
   */
  public record Asked(
      String name,
      String description,
      boolean enabled,
      List<EventType> types,
      List<WebhookTarget> targets,
      String repositoryPattern,
      String tagPattern) {
    public Asked {
      types = List.copyOf(types);
      targets = List.copyOf(targets);
    }
  }

  /** When it was made and changed. */
  public record Dates(Instant createdAt, Instant updatedAt) {}

  /** Without the secrets: this ends up in logs. */
  @Override
  public String toString() {
    return "WebhookPolicy[" + id + " of " + owner + "]";
  }
}
