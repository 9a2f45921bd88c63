package io.berth.webhook;

import io.berth.pattern.Doublestar;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a repository: what is kept of it until it has been told.
 *
 * @param occurredAt seconds since 1970
 * @param operator who did it, as logs show it
 * @param requestId the request's that did it, "" for none
 * @param host what the registry was called in that request
 * @param attributes Harbor's {@code custom_attributes}
 * @param retention what retention did in the repository, null for another event
 */
record Event(
    EventType type,
    long occurredAt,
    String operator,
    String requestId,
    String host,
    Project project,
    Repository repository,
    List<Resource> resources,
    Map<String, String> attributes,
    @Nullable RetentionEvent retention) {
  Event {
    resources = List.copyOf(resources);
    attributes = Map.copyOf(attributes);
  }

  /** The project at that time. */
  record Project(long id, String name, boolean isPublic) {}

  /**
   * The repository at that time.
   *
   * @param name without the project
   * @param createdAt seconds since 1970, 0 when it is not known
   */
  record Repository(String name, long createdAt) {}

  /**
   * An artifact.
   *
   * @param tag "" for none
   */
  record Resource(String digest, String tag) {}

  /** Repository and project, as clients name it. */
  String fullName() {
    return project.name() + "/" + repository.name();
  }

  /** Whether the policy wants it: quotas have no tags, so that no pattern of tags is for them. */
  boolean isWantedBy(WebhookPolicy.Asked policy) {
    return policy.enabled()
        && policy.types().contains(type)
        && fits(policy.repositoryPattern(), repository.name())
        && (policy.tagPattern().isEmpty()
            || type == EventType.QUOTA_EXCEED
            || type == EventType.QUOTA_WARNING
            || resources.stream().anyMatch(it -> fits(policy.tagPattern(), it.tag())));
  }

  private static boolean fits(String pattern, String text) {
    return pattern.isEmpty()
        || (Doublestar.read(pattern) instanceof Doublestar.Usable usable
            && usable.pattern().fits(text));
  }
}
