package io.berth.webhook;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a policy's messages go.
 *
 * @param address an https URL, or an http URL of this machine
 * @param authHeader sent as {@code Authorization}, "" for none
 * @param format how messages look; that of Slack and Teams is given by their kind
 * @param template the body of format TEMPLATE, else ""
 * @param headers sent as well, none that HTTP itself needs
 */
public record WebhookTarget(
    Kind kind,
    String address,
    String authHeader,
    boolean skipCertVerify,
    Format format,
    String template,
    Map<String, String> headers) {
  public WebhookTarget {
    headers = Map.copyOf(headers);
  }

  /** Harbor's {@code type}, and one more. */
  public enum Kind {
    HTTP("http"),
    SLACK("slack"),
    TEAMS("teams");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /** The one of this word; empty when there is none. */
    public static Optional<Kind> of(String word) {
      return Stream.of(values()).filter(it -> it.word.equals(word)).findFirst();
    }
  }

  /** Harbor's {@code payload_format}, and one more. */
  public enum Format {
    DEFAULT("Default"),
    CLOUD_EVENTS("CloudEvents"),
    TEMPLATE("Template");

    private final String word;

    Format(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /** The one of this word; empty when there is none. */
    public static Optional<Format> of(String word) {
      return Stream.of(values()).filter(it -> it.word.equals(word)).findFirst();
    }
  }

  /** Without what authorizes: this ends up in logs. */
  @Override
  public String toString() {
    return "WebhookTarget[" + kind.word() + "]";
  }
}
