package io.berth.harbor.webhook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.webhook.EventType;
import io.berth.webhook.WebhookPolicy;
import io.berth.webhook.WebhookRules;
import io.berth.webhook.WebhookTarget;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * WebhookPolicy as clients send it, with members beyond Harbor's: the patterns, and a target's
 * template and headers. What only answers have is taken and passed over.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record WebhookPolicyInput(
    @Nullable Long id,
    @Nullable Long projectId,
    @Nullable String name,
    @Nullable String description,
    @Nullable String creator,
    @Nullable Boolean enabled,
    @Nullable List<@Nullable String> eventTypes,
    @Nullable List<@Nullable Target> targets,
    @Nullable String creationTime,
    @Nullable String updateTime,
    @Nullable String repositoryPattern,
    @Nullable String tagPattern) {
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_TEXT = 1_024;
  private static final int MOST_TARGETS = 10;

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Target(
      @Nullable String type,
      @Nullable String address,
      @Nullable String authHeader,
      @Nullable Boolean skipCertVerify,
      @Nullable String payloadFormat,
      @Nullable String template,
      @Nullable Map<String, @Nullable String> headers) {}

  /**
   * What it asks for, checked.
   *
   * @throws FaultException Invalid
   */
  WebhookPolicy.Asked asked() {
    var types = types();
    return new WebhookPolicy.Asked(
        text(name, "name", LONGEST_NAME),
        text(description, "description", LONGEST_TEXT),
        Boolean.TRUE.equals(enabled),
        types,
        targetList(),
        WebhookRules.pattern(BodyText.of(repositoryPattern), "repository_pattern"),
        WebhookRules.pattern(BodyText.of(tagPattern), "tag_pattern"));
  }

  private List<EventType> types() {
    if (eventTypes == null || eventTypes.isEmpty()) {
      throw invalid("empty event type");
    }
    if (eventTypes.size() > EventType.values().length) {
      throw invalid("an event type is named more than once");
    }
    return eventTypes.stream()
        .map(BodyText::of)
        .map(
            word -> EventType.of(word).orElseThrow(() -> invalid("unsupported event type " + word)))
        .toList();
  }

  private List<WebhookTarget> targetList() {
    if (targets == null || targets.isEmpty()) {
      throw invalid("empty notification target with policy " + BodyText.of(name));
    }
    if (targets.size() > MOST_TARGETS) {
      throw invalid("a policy has at most " + MOST_TARGETS + " targets");
    }
    return targets.stream().map(this::target).toList();
  }

  private WebhookTarget target(@Nullable Target given) {
    if (given == null) {
      throw invalid("a target is null");
    }
    var address = WebhookRules.address(BodyText.of(given.address()));
    var type = BodyText.of(given.type());
    var kind =
        WebhookTarget.Kind.of(type)
            .orElseThrow(
                () ->
                    invalid(
                        "unsupported target type " + type + " with policy " + BodyText.of(name)));
    var format = BodyText.of(given.payloadFormat());
    if (!format.isEmpty() && kind != WebhookTarget.Kind.HTTP) {
      throw invalid("set payload format is not allowed for " + kind.word());
    }
    return WebhookRules.checked(
        new WebhookTarget(
            kind,
            address,
            text(given.authHeader(), "auth_header", LONGEST_TEXT),
            Boolean.TRUE.equals(given.skipCertVerify()),
            format.isEmpty()
                ? WebhookTarget.Format.DEFAULT
                : WebhookTarget.Format.of(format)
                    .orElseThrow(() -> invalid("unsupported payload format type: " + format)),
            BodyText.of(given.template()),
            WebhookRules.headers(given.headers() == null ? Map.of() : given.headers())));
  }

  private static String text(@Nullable String value, String field, int most) {
    var text = BodyText.of(value);
    if (text.codePointCount(0, text.length()) > most) {
      throw invalid(field + " must have at most " + most + " characters");
    }
    return text;
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
