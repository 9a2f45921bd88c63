package io.berth.harbor.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.outbox.Message;
import io.berth.outbox.Messages;
import io.berth.webhook.EventType;
import io.berth.webhook.WebhookPolicy;
import io.berth.webhook.WebhookTarget;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Webhooks in Harbor's shapes, whose members are left out when they are empty. */
public final class WebhookBody {
  private WebhookBody() {}

  /** WebhookPolicy; beyond Harbor's the patterns, whether it signs, and how its receivers fail. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Policy(
      long id,
      @Nullable String name,
      @Nullable String description,
      long projectId,
      List<Target> targets,
      List<EventType> eventTypes,
      String creationTime,
      String updateTime,
      boolean enabled,
      @Nullable String repositoryPattern,
      @Nullable String tagPattern,
      @Nullable Boolean signed,
      @Nullable FailingReceiver failing) {
    /**
     * @param failing how the first of its receivers that fails does so
     */
    public static Policy of(WebhookPolicy policy, Optional<Messages.Failing> failing) {
      var asked = policy.asked();
      return new Policy(
          policy.id(),
          text(asked.name()),
          text(asked.description()),
          policy.owner().projectId() == null ? 0 : policy.owner().projectId(),
          asked.targets().stream().map(Target::of).toList(),
          asked.types(),
          Timestamp.of(policy.dates().createdAt()),
          Timestamp.of(policy.dates().updatedAt()),
          asked.enabled(),
          text(asked.repositoryPattern()),
          text(asked.tagPattern()),
          policy.secrets().isEmpty() ? null : Boolean.TRUE,
          failing.map(FailingReceiver::of).orElse(null));
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Target(
      String type,
      String address,
      @Nullable String authHeader,
      @Nullable Boolean skipCertVerify,
      @Nullable String payloadFormat,
      @Nullable String template,
      @Nullable Map<String, String> headers) {
    static Target of(WebhookTarget target) {
      return new Target(
          target.kind().word(),
          target.address(),
          text(target.authHeader()),
          target.skipCertVerify() ? Boolean.TRUE : null,
          target.kind() == WebhookTarget.Kind.HTTP ? target.format().word() : null,
          text(target.template()),
          target.headers().isEmpty() ? null : target.headers());
    }
  }

  /** WebhookLastTrigger. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record LastTrigger(
      @Nullable String policyName,
      EventType eventType,
      @Nullable Boolean enabled,
      String creationTime,
      String lastTriggerTime) {
    public static LastTrigger of(WebhookPolicy policy, EventType type, @Nullable Instant latest) {
      return new LastTrigger(
          text(policy.asked().name()),
          type,
          policy.asked().enabled() ? Boolean.TRUE : null,
          Timestamp.of(policy.dates().createdAt()),
          Timestamp.of(latest));
    }
  }

  /** SupportedWebhookEventTypes. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Supported(
      List<EventType> eventType, List<String> notifyType, List<Formats> payloadFormats) {
    public static final Supported ALL =
        new Supported(
            List.of(EventType.values()),
            Stream.of(WebhookTarget.Kind.values()).map(WebhookTarget.Kind::word).toList(),
            List.of(
                new Formats(
                    WebhookTarget.Kind.HTTP.word(),
                    Stream.of(WebhookTarget.Format.values())
                        .map(WebhookTarget.Format::word)
                        .toList())));
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Formats(String notifyType, List<String> formats) {}

  private record Attributes(
      @JsonProperty("event_type") String eventType, @JsonProperty("payload") String payload) {}

  /** Execution: a message, whatever came of it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Execution(
      long id,
      String vendorType,
      long vendorId,
      String status,
      @Nullable String statusMessage,
      Map<String, Integer> metrics,
      String trigger,
      Object extraAttrs,
      String startTime,
      String endTime) {
    /**
     * @param payload what is sent
     */
    public static Execution of(WebhookPolicy policy, Message message, String payload) {
      var status = word(message);
      return new Execution(
          message.id(),
          vendor(policy, message),
          policy.id(),
          status,
          text(message.problem()),
          Map.of("task_count", 1, status.toLowerCase(Locale.ROOT) + "_task_count", 1),
          "EVENT",
          new Attributes(message.eventType(), payload),
          Timestamp.of(message.createdAt()),
          Timestamp.of(message.endedAt()));
    }
  }

  /** Task: the one of a message. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Task(
      long id,
      long executionId,
      String status,
      @Nullable String statusMessage,
      int runCount,
      Object extraAttrs,
      String creationTime,
      String updateTime,
      String startTime,
      String endTime) {
    public static Task of(Message message) {
      return new Task(
          message.id(),
          message.id(),
          word(message),
          text(message.problem()),
          message.attempts(),
          Map.of(),
          Timestamp.of(message.createdAt()),
          Timestamp.of(latest(message)),
          Timestamp.of(message.sentAt()),
          Timestamp.of(message.endedAt()));
    }
  }

  /** WebhookJob, which Harbor has no more use for. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Job(
      long id,
      long policyId,
      String eventType,
      String notifyType,
      String status,
      String jobDetail,
      String creationTime,
      String updateTime) {
    /**
     * @param payload what is sent
     */
    public static Job of(WebhookPolicy policy, Message message, String payload) {
      return new Job(
          message.id(),
          policy.id(),
          message.eventType(),
          kind(policy, message).word(),
          word(message),
          payload,
          Timestamp.of(message.createdAt()),
          Timestamp.of(latest(message)));
    }
  }

  private static Instant latest(Message message) {
    var ended = message.endedAt();
    var sent = message.sentAt();
    return ended != null ? ended : sent != null ? sent : message.createdAt();
  }

  private static WebhookTarget.Kind kind(WebhookPolicy policy, Message message) {
    int target = message.receiver().target();
    return target < policy.asked().targets().size()
        ? policy.asked().targets().get(target).kind()
        : WebhookTarget.Kind.HTTP;
  }

  private static String vendor(WebhookPolicy policy, Message message) {
    return kind(policy, message) == WebhookTarget.Kind.HTTP
        ? "WEBHOOK"
        : kind(policy, message).name();
  }

  /** Harbor's word; one that was tried and waits is running. */
  private static String word(Message message) {
    if (message.status() == Message.Status.PENDING) {
      return message.attempts() == 0 ? "Pending" : "Running";
    }
    var name = message.status().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static @Nullable String text(String value) {
    return value.isEmpty() ? null : value;
  }
}
