package io.berth.server.config;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every setting there is. One name serves as flag ({@code --tls-port}), environment variable
 * ({@code BERTH_TLS_PORT}) and key in berth.yaml ({@code tls-port}).
 */
public enum Setting {
  DATA("./data", "folder for everything that must survive a restart"),
  EPHEMERAL("false", "true: a throw-away data folder, deleted when the server stops"),
  LISTEN("127.0.0.1", "address to listen on; 0.0.0.0 for all"),
  PORT("8080", "port for plain HTTP; 0 picks a free one"),
  TLS_PORT("8443", "port for HTTPS; 0 turns it off, -1 picks a free one"),
  PUBLIC_URL(null, "control host as clients reach it, such as https://berth.example.org"),
  PANEL_HOST(
      null,
      "host name that alone has the control panel, such as panel.example.org; the control host has"
          + " it if absent"),
  REGISTRY_HOST("{id}.localhost:{port}", "host of a registry; {id} and {port} are filled in"),
  DEFAULT_REGISTRY(
      null,
      "registry (id, or a name that no other has) the control host answers for; the first one if"
          + " absent"),
  DATABASE(null, "jdbc:postgresql://… or jdbc:sqlite:…; a file in the data folder if absent"),
  DATABASE_USER(null, "user name for PostgreSQL"),
  DATABASE_PASSWORD_FILE(null, "file that holds the password for PostgreSQL"),
  STORAGE(
      "file:",
      "where blobs live: file: for the data folder, file:/another/folder, or"
          + " s3://bucket/prefix?endpoint=…&region=…&path-style=…&profile=…"),
  STORAGE_ACCESS_KEY(
      null, "access key for s3://; what the AWS chain finds (variables, profile, role) if absent"),
  STORAGE_SECRET_KEY_FILE(null, "file that holds the secret of the access key"),
  STORAGE_ALSO(
      null,
      "a second store, in the form of storage, that blobs are read from while they move to the"
          + " first"),
  STORAGE_ALSO_ACCESS_KEY(null, "access key for storage-also; as with storage if absent"),
  STORAGE_ALSO_SECRET_KEY_FILE(null, "file that holds the secret of storage-also-access-key"),
  REGION_STORAGE(
      null,
      "stores that regions have of their own, in the form of storage, separated by commas:"
          + " GRA=s3://…,DE=file:/…; registries made there keep their blobs in it"),
  REGION_STORAGE_ALSO(
      null,
      "second stores of these regions, in the same form, that blobs are read from while they move to"
          + " the first"),
  BLOB_REDIRECT(
      "off",
      "whose pulls are sent to the object store by a signed URL: off, on for everybody's, or CIDR"
          + " blocks of clients"),
  SPARSE_MANIFESTS(
      "false", "true: manifests may be pushed without the layers or manifests they point at"),
  STORAGE_RESERVE(
      "256MiB",
      "free space that pushes leave on the disk of the blobs, for metadata and deletes; at most a"
          + " twentieth of the disk"),
  MASTER_KEY(
      null,
      "32 bytes in base64 that seal secrets in the database; a file in the data folder if absent"),
  AUDIT_RETENTION("365d", "how long the audit trail of the control API is kept"),
  AUDIT_FORWARD(
      "",
      "where the events of all registries' audit logs go besides: file:/path, syslog+udp://host:port,"
          + " syslog+tcp://host:port, syslog+tls://host:port or https://…, separated by commas"),
  AUDIT_FORWARD_CA_FILE(
      null,
      "PEM of the authorities that audit-forward trusts; those of the Java runtime if absent"),
  TLS_CERTIFICATE_FILE(
      null, "PEM certificate chain for HTTPS; one from the local authority if absent"),
  TLS_KEY_FILE(null, "PEM private key (PKCS #8) for the certificate"),
  TRUSTED_PROXIES("", "addresses or CIDR blocks whose X-Forwarded-* headers count"),
  OUTBOUND_NETWORKS(
      null,
      "where identity providers, webhooks and targets of audit logs may live: public, any, or CIDR"
          + " blocks; public if absent, any while nobody but this machine reaches the server"),
  DNS_RESOLVER(
      null,
      "DNS servers that are asked whose a custom domain is: addresses, each with :port if it is not"
          + " 53; those of the system if absent"),
  METRICS_NETWORKS("127.0.0.0/8,::1/128", "who may read /metrics: CIDR blocks"),
  GC_GRACE(
      "2h", "how long content is kept that nothing needs, counted from its last push or check"),
  GC_INTERVAL("1m", "pause between two looks for garbage"),
  UPLOAD_EXPIRY("7d", "how long an upload may rest before it is dropped"),
  TRASH_DAYS(
      "7",
      "for how many days what is deleted can come back, where a registry says nothing else; 0 for"
          + " not at all"),
  SCRUB_RATE("8MiB", "bytes per second the check of stored content may read; 0 turns it off"),
  SCRUB_INTERVAL("7d", "pause between two checks of all stored content"),
  DRAIN_TIME("25s", "how long a stop waits for requests being served; at most 30s"),
  LOG_LEVEL("info", "error, warn, info, debug or trace"),
  LOG_FORMAT("text", "text, or json: each line of the log is an object"),
  SLOW_LOG("1s", "statements and calls of the store that take longer are logged"),
  OTLP_ENDPOINT(
      null,
      "where traces are sent by OTLP over HTTP, such as http://localhost:4318; nowhere if absent"),
  OTLP_HEADERS(null, "name=value,… sent with traces, percent-encoded, such as credentials"),
  OTLP_CERTIFICATE_FILE(
      null, "PEM of the authorities that the collector's certificate may be of; Java's if absent"),
  TRACE_RATIO("1", "which part of the traces that begin here is recorded: from 0 to 1"),
  SERVICE_NAME("berth", "what this server is called in traces");

  private final @Nullable String fallback;
  private final String description;

  Setting(@Nullable String fallback, String description) {
    this.fallback = fallback;
    this.description = description;
  }

  /** The name in flags and berth.yaml. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name of its environment variable. */
  public String variable() {
    return "BERTH_" + name();
  }

  public Optional<String> fallback() {
    return Optional.ofNullable(fallback);
  }

  public String description() {
    return description;
  }

  /** A value as it may be shown: secrets are masked, also the ones inside a database URL. */
  public String shown(String value) {
    return switch (this) {
      case MASTER_KEY, OTLP_HEADERS -> value.isEmpty() ? "" : "***";
      case DATABASE ->
          value
              .replaceAll("(?i)(password=)[^&;]*", "$1***")
              .replaceAll("(://[^/@:]*:)[^@/]*@", "$1***@");
      default -> value;
    };
  }

  /** Secrets never stand on a command line, where every user of the machine can read them. */
  public boolean mayBeFlag() {
    return this != MASTER_KEY && this != OTLP_HEADERS;
  }

  public static Optional<Setting> ofKey(String key) {
    for (var setting : values()) {
      if (setting.key().equals(key)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }

  /** What a key of earlier versions is called now. */
  public static Optional<String> renamed(String key) {
    return key.equals("provider-networks")
        ? Optional.of(OUTBOUND_NETWORKS.key())
        : Optional.empty();
  }

  /** The known key with the fewest letters to change. */
  static String nearest(String key) {
    var best = DATA;
    for (var setting : values()) {
      if (distance(key, setting.key()) < distance(key, best.key())) {
        best = setting;
      }
    }
    return best.key();
  }

  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
