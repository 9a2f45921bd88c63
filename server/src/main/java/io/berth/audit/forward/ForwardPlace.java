package io.berth.audit.forward;

import io.berth.outbound.CertificateTrust;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where events go.
 *
 * @param address {@code host:port} for syslog, an https URL (or an http URL of this machine) for
 *     HTTP, a path for FILE
 * @param trust of TLS and HTTP
 * @param authHeader sent as {@code Authorization} with HTTP, "" for none
 */
public record ForwardPlace(Kind kind, String address, CertificateTrust trust, String authHeader) {
  private static final int LONGEST_ADDRESS = 2_000;

  /** How they go. */
  public enum Kind {
    /** A datagram for each (RFC 5426): what is lost on the way is lost. */
    SYSLOG_UDP("syslog-udp"),
    /** Octet-counted (RFC 6587 section 3.4.1), readable by whoever is between. */
    SYSLOG_TCP("syslog-tcp"),
    /** The same within TLS (RFC 5425). */
    SYSLOG_TLS("syslog-tls"),
    /** Lines of JSON, POSTed. */
    HTTP("http"),
    /** Lines of JSON at the end of a file: the operator's only. */
    FILE("file");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /** The one of this word that an administrator may name; empty when there is none. */
    public static Optional<Kind> of(String word) {
      return Stream.of(values()).filter(it -> it != FILE && it.word.equals(word)).findFirst();
    }
  }

  /** Harbor's {@code audit_log_forward_endpoint}. */
  static ForwardPlace ofEndpoint(String address) {
    return new ForwardPlace(Kind.SYSLOG_TCP, address, CertificateTrust.USUAL, "");
  }

  /**
   * One of the operator's: {@code file:/path}, {@code syslog+udp://host:port}, {@code syslog+tcp},
   * {@code syslog+tls} or an https URL.
   *
   * @param certificates PEM of the authorities that count, empty for those of the Java runtime
   * @throws IllegalArgumentException when it is none of them
   */
  public static ForwardPlace parse(String text, String certificates) {
    var trust = new CertificateTrust(true, certificates);
    int colon = text.indexOf(':');
    var place =
        switch (text.substring(0, Math.max(colon, 0))) {
          case "file" -> new ForwardPlace(Kind.FILE, text.substring(colon + 1), trust, "");
          case "syslog+udp" -> new ForwardPlace(Kind.SYSLOG_UDP, peer(text), trust, "");
          case "syslog+tcp" -> new ForwardPlace(Kind.SYSLOG_TCP, peer(text), trust, "");
          case "syslog+tls" -> new ForwardPlace(Kind.SYSLOG_TLS, peer(text), trust, "");
          case "http", "https" -> new ForwardPlace(Kind.HTTP, text, trust, "");
          default ->
              throw new IllegalArgumentException(
                  "say file:/path, syslog+udp://host:port, syslog+tcp://, syslog+tls:// or https://,"
                      + " not "
                      + text);
        };
    place.problem().ifPresent(ForwardPlace::refuse);
    return place;
  }

  private static void refuse(String problem) {
    throw new IllegalArgumentException(problem);
  }

  private static String peer(String text) {
    return text.replaceFirst("^[a-z+]++://", "");
  }

  /** What is wrong with the address, whoever named it; empty for nothing. */
  public Optional<String> problem() {
    if (address.isEmpty()) {
      return Optional.of("the address is missing");
    }
    if (address.length() > LONGEST_ADDRESS
        || !address.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      return Optional.of(
          "the address must have at most "
              + LONGEST_ADDRESS
              + " printable characters without blanks");
    }
    try {
      switch (kind) {
        case SYSLOG_UDP, SYSLOG_TCP, SYSLOG_TLS -> Outbound.checkPeer(address);
        case HTTP -> Outbound.checkUrl(new URI(address));
        case FILE -> {
          if (!address.startsWith("/")) {
            return Optional.of("a file is named by its whole path, such as file:/var/log/audit");
          }
        }
      }
      if (!trust.certificates().isBlank()) {
        Outbound.checkAuthorities(trust.certificates());
      }
      return Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.of("the address is no URL: " + e.getReason());
    } catch (OutboundException e) {
      return Optional.of("the address: " + e.getMessage());
    }
  }

  /** As logs show it: without path and query, which may be secrets. */
  @Override
  public String toString() {
    if (kind != Kind.HTTP) {
      return kind.word() + " " + address;
    }
    var uri = URI.create(address);
    return "POST " + uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
