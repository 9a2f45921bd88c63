package io.berth.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.http.message.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What events look like on their way. */
final class PayloadFormats {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Artifacts on a card, which people read. */
  private static final int MOST_FACTS = 10;

  private PayloadFormats() {}

  /** A body and its media type. */
  record Written(String contentType, String body) {
    byte[] bytes() {
      return body.getBytes(StandardCharsets.UTF_8);
    }
  }

  static Written write(Event event, String eventId, long policyId, WebhookTarget target) {
    return switch (target.kind()) {
      case SLACK -> json(slack(event));
      case TEAMS -> json(teams(event));
      case HTTP ->
          switch (target.format()) {
            case DEFAULT -> json(Payload.of(event));
            case CLOUD_EVENTS ->
                new Written(
                    "application/cloudevents+json",
                    Json.text(cloudEvent(event, eventId, policyId)));
            case TEMPLATE ->
                new Written(
                    "application/json",
                    PayloadTemplate.write(target.template(), Json.node(Payload.of(event))));
          };
    };
  }

  private static Written json(Object value) {
    return new Written("application/json", Json.text(value));
  }

  /** CloudEvents 1.0, structured mode of its JSON format, with Harbor's two extensions. */
  private record CloudEvent(
      @JsonProperty("specversion") String version,
      @JsonProperty("id") String id,
      @JsonProperty("source") String source,
      @JsonProperty("type") String type,
      @JsonProperty("datacontenttype") String contentType,
      @JsonProperty("time") String time,
      @JsonProperty("data") Payload.EventData data,
      @JsonProperty("operator") String operator,
      @JsonProperty("requestid") String requestId) {}

  private static CloudEvent cloudEvent(Event event, String id, long policyId) {
    return new CloudEvent(
        "1.0",
        id,
        "/projects/" + event.project().id() + "/webhook/policies/" + policyId,
        event.type().cloudEventsType(),
        "application/json",
        Instant.ofEpochSecond(event.occurredAt()).toString(),
        Payload.of(event).eventData(),
        event.operator(),
        event.requestId());
  }

  private record Blocks(@JsonProperty("blocks") List<Block> blocks) {}

  private record Block(@JsonProperty("type") String type, @JsonProperty("text") Text text) {
    static Block of(String markdown) {
      return new Block("section", new Text("mrkdwn", markdown));
    }
  }

  private record Text(@JsonProperty("type") String type, @JsonProperty("text") String text) {}

  private static Blocks slack(Event event) {
    return new Blocks(
        List.of(
            Block.of("*Harbor webhook events*"),
            Block.of("*event_type:* " + event.type()),
            Block.of(
                "*occur_at:* <!date^"
                    + event.occurredAt()
                    + "^{date} at {time}|"
                    + TIME.format(Instant.ofEpochSecond(event.occurredAt()))
                    + ">"),
            Block.of("*operator:* " + forSlack(event.operator())),
            Block.of("*event_data:*"),
            Block.of("```" + forSlack(Json.text(Payload.of(event).eventData())) + "```")));
  }

  /** Slack's own three characters, so that nothing that somebody named becomes a link or a call. */
  private static String forSlack(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private record TeamsMessage(
      @JsonProperty("type") String type,
      @JsonProperty("attachments") List<TeamsAttachment> attachments) {}

  private record TeamsAttachment(
      @JsonProperty("contentType") String contentType, @JsonProperty("content") Card content) {}

  private record Card(
      @JsonProperty("$schema") String schema,
      @JsonProperty("type") String type,
      @JsonProperty("version") String version,
      @JsonProperty("body") List<Object> body) {}

  private record TextBlock(
      @JsonProperty("type") String type,
      @JsonProperty("text") String text,
      @JsonProperty("weight") String weight,
      @JsonProperty("wrap") boolean wrap) {}

  private record FactSet(
      @JsonProperty("type") String type, @JsonProperty("facts") List<Fact> facts) {}

  private record Fact(@JsonProperty("title") String title, @JsonProperty("value") String value) {}

  /** An Adaptive Card, as workflows of Microsoft Teams post it. */
  private static TeamsMessage teams(Event event) {
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("Repository", forTeams(event.fullName())));
    Payload.resources(event).stream()
        .limit(MOST_FACTS)
        .forEach(one -> facts.add(new Fact("Artifact", forTeams(one.resourceUrl()))));
    event.attributes().forEach((name, value) -> facts.add(new Fact(name, forTeams(value))));
    facts.add(new Fact("By", forTeams(event.operator())));
    facts.add(new Fact("At", TIME.format(Instant.ofEpochSecond(event.occurredAt()))));
    return new TeamsMessage(
        "message",
        List.of(
            new TeamsAttachment(
                "application/vnd.microsoft.card.adaptive",
                new Card(
                    "http://adaptivecards.io/schemas/adaptive-card.json",
                    "AdaptiveCard",
                    "1.4",
                    List.of(
                        new TextBlock("TextBlock", event.type().name(), "Bolder", true),
                        new FactSet("FactSet", facts))))));
  }

  /** Facts are read as Markdown: names have none. */
  private static String forTeams(String text) {
    return text.replaceAll("([\\\\`*_{}\\[\\]()#+!|<>~])", "\\\\$1");
  }

  static Map<String, String> headers(Written written, WebhookTarget target) {
    var headers = new LinkedHashMap<String, String>(target.headers());
    headers.put("Content-Type", written.contentType());
    if (!target.authHeader().isEmpty()) {
      headers.put("Authorization", target.authHeader());
    }
    return headers;
  }
}
