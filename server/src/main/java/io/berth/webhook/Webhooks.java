package io.berth.webhook;

import io.berth.content.Digest;
import io.berth.content.Tag;
import io.berth.memory.StoredJson;
import io.berth.outbox.Message;
import io.berth.outbox.Outbox;
import io.berth.outbox.Receiver;
import io.berth.tenant.RegistryId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what happens in projects for those who asked to be told. What changes content is
 * written in the transaction that changes it. Pulls, refused pushes and warnings have none: they
 * are gathered in memory where a policy asks for them, and written every second, so that a crash
 * may lose the last ones. Where no policy asks, nothing is done and nothing is read.
 */
public final class Webhooks {
  /** What the outbox calls them. */
  public static final String KIND = "webhook";

  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final int MOST_GATHERED = 10_000;
  private static final int BATCH = 500;

  /** Tags of one artifact that are told. */
  private static final int MOST_TAGS = 100;

  private final WebhookPolicies policies;
  private final Outbox outbox;
  private final InstantSource clock;
  private final LinkedBlockingQueue<Event> gathered = new LinkedBlockingQueue<>(MOST_GATHERED);
  private final AtomicLong missing = new AtomicLong();

  public Webhooks(WebhookPolicies policies, Outbox outbox, InstantSource clock) {
    this.policies = policies;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Where something happens, and by whom.
   *
   * @param repository its name without the project
   * @param repositoryCreatedAt seconds since 1970, 0 when it is not known
   * @param operator who does it, as logs show it
   * @param requestId "" for none
   * @param host what the registry is called in the request
   */
  public record Place(
      long projectId,
      String project,
      boolean isPublic,
      String repository,
      long repositoryCreatedAt,
      String operator,
      String requestId,
      String host) {}

  /** Is written within the transaction of a change. */
  public interface Note extends Consumer<Handle> {}

  /** Whether anybody may want to know what happens in a project; never waits, reads memory only. */
  public boolean isAsked(long projectId) {
    return policies.isAsking(projectId);
  }

  /** What the transaction that stores a manifest writes as well. */
  public Note pushed(Place place, Digest digest, List<Tag> tags) {
    if (!isAsked(place.projectId())) {
      return Webhooks::nothing;
    }
    var drafts =
        drafts(
            event(
                EventType.PUSH_ARTIFACT,
                place,
                resources(digest.toString(), tags.stream().map(Tag::value).toList()),
                Map.of()),
            policies.enabled(place.projectId()));
    return handle -> outbox.add(handle, drafts);
  }

  /** What the transaction that deletes a manifest writes before it does. */
  public Note deleted(Place place, long repositoryId, Digest digest) {
    if (!isAsked(place.projectId())) {
      return Webhooks::nothing;
    }
    var asking = policies.enabled(place.projectId());
    return handle ->
        outbox.add(
            handle,
            drafts(
                event(
                    EventType.DELETE_ARTIFACT,
                    place,
                    resources(digest.toString(), tags(handle, repositoryId, digest)),
                    Map.of()),
                asking));
  }

  private static void nothing(Handle handle) {}

  private static List<String> tags(Handle handle, long repositoryId, Digest digest) {
    return handle
        .createQuery(
            """
            SELECT t.name FROM manifest m JOIN tag t ON t.manifest_id = m.id
            WHERE m.repository_id = :repository
              AND (m.digest = :digest OR m.other_digest = :digest)
            ORDER BY t.name LIMIT :most
            """)
        .bind("repository", repositoryId)
        .bind("digest", digest.toString())
        .bind("most", MOST_TAGS)
        .mapTo(String.class)
        .list();
  }

  /**
   * What the transaction that deletes a repository writes before it does: of each artifact that has
   * a tag, or is part of no other.
   */
  public Note emptied(Place place, long repositoryId) {
    if (!isAsked(place.projectId())) {
      return Webhooks::nothing;
    }
    var asking = policies.enabled(place.projectId());
    return handle -> {
      var drafts = new ArrayList<Message.Draft>();
      for (var resource : goingWith(handle, repositoryId)) {
        drafts.addAll(
            drafts(event(EventType.DELETE_ARTIFACT, place, List.of(resource), Map.of()), asking));
        if (drafts.size() >= BATCH) {
          outbox.add(handle, drafts);
          drafts.clear();
        }
      }
      outbox.add(handle, drafts);
    };
  }

  private static List<Event.Resource> goingWith(Handle handle, long repositoryId) {
    return handle
        .createQuery(
            """
            SELECT m.digest, (SELECT min(t.name) FROM tag t WHERE t.manifest_id = m.id) AS tag
            FROM manifest m WHERE m.repository_id = :repository
              AND (EXISTS (SELECT 1 FROM tag t WHERE t.manifest_id = m.id)
                OR NOT EXISTS (SELECT 1 FROM manifest_reference x
                  WHERE x.repository_id = m.repository_id AND x.digest = m.digest))
            ORDER BY m.id
            """)
        .bind("repository", repositoryId)
        .map(
            (row, _) ->
                new Event.Resource(
                    row.getString("digest"),
                    row.getString("tag") == null ? "" : row.getString("tag")))
        .list();
  }

  /**
   * A manifest was pulled; never waits.
   *
   * @param tag "" when it was asked for by its digest
   */
  public void pulled(Place place, String digest, String tag) {
    gather(
        event(EventType.PULL_ARTIFACT, place, List.of(new Event.Resource(digest, tag)), Map.of()));
  }

  /** A push was refused because a project or its registry is full. */
  public void quotaExceeded(Place place, String details) {
    quota(EventType.QUOTA_EXCEED, place, details);
  }

  /** A push went well, and there is little room left. */
  public void quotaWarning(Place place, String details) {
    quota(EventType.QUOTA_WARNING, place, details);
  }

  private void quota(EventType type, Place place, String details) {
    if (isAsked(place.projectId())) {
      gather(event(type, place, List.of(), Map.of("Details", details)));
    }
  }

  private void gather(Event event) {
    if (!gathered.offer(event)) {
      missing.incrementAndGet();
    }
  }

  /** Writes down what was gathered; how many messages. */
  public long flush() {
    long dropped = missing.getAndSet(0);
    if (dropped > 0) {
      LOG.warn("too many pulls at once: webhooks do not tell of {}", dropped);
    }
    long written = 0;
    var batch = new ArrayList<Event>();
    while (gathered.drainTo(batch, BATCH) > 0) {
      var drafts =
          batch.stream()
              .flatMap(event -> drafts(event, policies.enabled(event.project().id())).stream())
              .toList();
      try {
        outbox.add(drafts);
      } catch (RuntimeException e) {
        batch.forEach(this::gather);
        throw e;
      }
      written += drafts.size();
      batch.clear();
    }
    return written;
  }

  /** What the transaction writes by which retention tells what it deleted in a repository. */
  public Note retained(Place place, RetentionEvent retention) {
    if (!isAsked(place.projectId())) {
      return Webhooks::nothing;
    }
    var resources =
        retention.deleted().stream().map(it -> new Event.Resource(it.digest(), it.tag())).toList();
    var drafts =
        drafts(
            event(EventType.TAG_RETENTION, place, resources, Map.of(), retention),
            policies.enabled(place.projectId()));
    return handle -> outbox.add(handle, drafts);
  }

  private Event event(
      EventType type, Place place, List<Event.Resource> resources, Map<String, String> attributes) {
    return event(type, place, resources, attributes, null);
  }

  private Event event(
      EventType type,
      Place place,
      List<Event.Resource> resources,
      Map<String, String> attributes,
      @Nullable RetentionEvent retention) {
    return new Event(
        type,
        clock.instant().getEpochSecond(),
        place.operator(),
        place.requestId(),
        place.host(),
        new Event.Project(place.projectId(), place.project(), place.isPublic()),
        new Event.Repository(place.repository(), place.repositoryCreatedAt()),
        resources,
        attributes,
        retention);
  }

  private static List<Event.Resource> resources(String digest, List<String> tags) {
    return tags.isEmpty()
        ? List.of(new Event.Resource(digest, ""))
        : tags.stream().limit(MOST_TAGS).map(tag -> new Event.Resource(digest, tag)).toList();
  }

  /** A message for each target of each policy that wants it, all with the event's one id. */
  private static List<Message.Draft> drafts(Event event, List<WebhookPolicy> policies) {
    var id = UUID.randomUUID().toString();
    var drafts = new ArrayList<Message.Draft>();
    var content = StoredJson.write(event);
    for (var policy : policies) {
      if (event.isWantedBy(policy.asked())) {
        for (int target = 0; target < policy.asked().targets().size(); target++) {
          drafts.add(draft(policy.registry(), policy.id(), target, id, event, content));
        }
      }
    }
    return drafts;
  }

  private static Message.Draft draft(
      RegistryId registry, long policy, int target, String id, Event event, String content) {
    return new Message.Draft(
        new Receiver(registry, KIND, policy, target),
        event.fullName(),
        id,
        event.type().name(),
        content);
  }
}
