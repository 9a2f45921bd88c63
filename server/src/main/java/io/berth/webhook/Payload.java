package io.berth.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as Harbor tells it: members that have nothing to say are left out. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Payload(String type, long occurAt, String operator, EventData eventData) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record EventData(
      @Nullable List<Resource> resources,
      @Nullable Repository repository,
      @Nullable Retention retention,
      @Nullable Map<String, String> customAttributes) {}

  /** Retention tells of a repository by what it deleted there. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Retention(
      long total,
      long retained,
      @Nullable String harborHostname,
      String projectName,
      long retentionPolicyId,
      List<RetentionEvent.Rule> retentionRule,
      String result,
      List<ArtifactInfo> deletedArtifact) {
    static Retention of(Event event, RetentionEvent retention) {
      return new Retention(
          retention.total(),
          retention.retained(),
          event.host().isEmpty() ? null : event.host(),
          event.project().name(),
          retention.policyId(),
          retention.rules(),
          retention.result(),
          retention.deleted().stream()
              .map(it -> new ArtifactInfo("image", retention.result(), it.name()))
              .toList());
    }
  }

  record ArtifactInfo(String type, String status, @JsonProperty("name_tag") String nameAndTag) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Resource(String digest, String tag, String resourceUrl) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Repository(
      @Nullable Long dateCreated,
      String name,
      String namespace,
      String repoFullName,
      String repoType) {}

  static Payload of(Event event) {
    var retention = event.retention();
    return retention == null
        ? ofRepository(event)
        : new Payload(
            event.type().name(),
            event.occurredAt(),
            event.operator(),
            new EventData(null, null, Retention.of(event, retention), null));
  }

  private static Payload ofRepository(Event event) {
    var repository = event.repository();
    return new Payload(
        event.type().name(),
        event.occurredAt(),
        event.operator(),
        new EventData(
            event.resources().isEmpty() ? null : resources(event),
            new Repository(
                repository.createdAt() == 0 ? null : Long.valueOf(repository.createdAt()),
                repository.name(),
                event.project().name(),
                event.fullName(),
                event.project().isPublic() ? "public" : "private"),
            null,
            event.attributes().isEmpty() ? null : event.attributes()));
  }

  static List<Resource> resources(Event event) {
    return event.resources().stream().map(one -> resource(event, one)).toList();
  }

  /** What has no tag is called by its digest in its stead. */
  private static Resource resource(Event event, Event.Resource one) {
    var place = event.host() + "/" + event.fullName();
    return one.tag().isEmpty()
        ? new Resource(one.digest(), one.digest(), place + "@" + one.digest())
        : new Resource(one.digest(), one.tag(), place + ":" + one.tag());
  }
}
