package io.berth.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
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
      Repository repository,
      @Nullable Map<String, String> customAttributes) {}

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
