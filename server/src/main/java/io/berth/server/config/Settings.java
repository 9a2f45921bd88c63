package io.berth.server.config;

import io.berth.http.message.AddressRange;
import io.berth.outbound.OutboundNetworks;
import io.berth.server.config.SettingSources.Found;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of one start, checked. See {@link Setting} for what each is for.
 *
 * @param listeners where to listen
 * @param naming the host names this program answers to
 * @param database where the tables are
 * @param sparseManifests whether manifests may point at what is not there
 * @param tls a certificate of the operator's own, absent to use the local authority
 * @param traces where what requests do is told
 */
public record Settings(
    Path data,
    boolean ephemeral,
    Listeners listeners,
    Naming naming,
    DatabaseSettings database,
    BlobSettings blobs,
    boolean sparseManifests,
    Optional<String> masterKey,
    Duration auditRetention,
    AuditForward auditForward,
    Optional<CertificateFiles> tls,
    Networks networks,
    Upkeep upkeep,
    Duration drainTime,
    Logs logs,
    TraceSettings traces) {

  private static final Pattern RESOLVER =
      Pattern.compile(
          "(?:\\[([0-9a-fA-F:.]+)]|([0-9.]++|[0-9a-fA-F.]*+:[0-9a-fA-F.]*+:[0-9a-fA-F:.]*+))"
              + "(?::(\\d{1,5}))?");

  /**
   * What is logged and how.
   *
   * @param level error, warn, info, debug or trace
   * @param json each line is an object
   * @param slow what takes longer is logged
   */
  public record Logs(String level, boolean json, Duration slow) {}

  /** Port 0 picks a free one; a TLS port of 0 means no HTTPS, -1 picks a free one. */
  public record Listeners(String address, int port, int tlsPort) {}

  /**
   * @param panelHost the name that alone has the control panel; the control host has it if absent
   */
  public record Naming(
      Optional<URI> publicUrl,
      Optional<String> panelHost,
      String registryHost,
      Optional<String> defaultRegistry) {
    public Naming {
      if (panelHost.isPresent()
          && publicUrl.filter(url -> panelHost.get().equals(url.getHost())).isPresent()) {
        throw new UsageException(
            "panel-host must be another name than that of public-url: browsers give one host's"
                + " cookies to all of its pages");
      }
    }
  }

  public record DatabaseSettings(
      Optional<String> url, Optional<String> user, Optional<Path> passwordFile) {}

  public record CertificateFiles(Path certificate, Path key) {}

  /**
   * @param trustedProxies whose X-Forwarded-* headers count
   * @param outbound where what tenants named may live
   * @param metrics who may read /metrics
   * @param resolvers DNS servers; the system's where there are none
   */
  public record Networks(
      List<AddressRange> trustedProxies,
      OutboundNetworks outbound,
      List<AddressRange> metrics,
      List<InetSocketAddress> resolvers) {}

  /**
   * What the server does on its own.
   *
   * @param trashDays for how many days what is deleted can come back; 0 for not at all
   * @param scrubRate bytes per second; 0 for no check
   */
  public record Upkeep(
      Duration gcGrace,
      Duration gcInterval,
      Duration uploadExpiry,
      int trashDays,
      long scrubRate,
      Duration scrubInterval) {}

  /**
   * Checks the values.
   *
   * @throws UsageException naming the setting and where its value stands
   */
  public static Settings of(Map<Setting, Found> values) {
    var read = new Reader(values);
    return new Settings(
        read.require(Setting.DATA, Path::of),
        read.require(Setting.EPHEMERAL, Settings::truth),
        new Listeners(
            read.require(Setting.LISTEN, value -> value),
            read.require(Setting.PORT, value -> port(value, 0)),
            read.require(Setting.TLS_PORT, value -> port(value, -1))),
        new Naming(
            read.find(Setting.PUBLIC_URL, Settings::publicUrl),
            read.find(Setting.PANEL_HOST, Settings::hostName),
            read.require(Setting.REGISTRY_HOST, Settings::hostTemplate),
            read.find(Setting.DEFAULT_REGISTRY, value -> value)),
        new DatabaseSettings(
            read.find(Setting.DATABASE, Settings::jdbcUrl),
            read.find(Setting.DATABASE_USER, value -> value),
            read.find(Setting.DATABASE_PASSWORD_FILE, Path::of)),
        new BlobSettings(
            storage(
                    read,
                    Setting.STORAGE,
                    Setting.STORAGE_ACCESS_KEY,
                    Setting.STORAGE_SECRET_KEY_FILE)
                .orElseThrow(),
            storage(
                read,
                Setting.STORAGE_ALSO,
                Setting.STORAGE_ALSO_ACCESS_KEY,
                Setting.STORAGE_ALSO_SECRET_KEY_FILE),
            RegionStorage.of(
                regions(read, Setting.REGION_STORAGE), regions(read, Setting.REGION_STORAGE_ALSO)),
            read.require(Setting.STORAGE_RESERVE, Quantities::size),
            read.require(Setting.BLOB_REDIRECT, Settings::redirected)),
        read.require(Setting.SPARSE_MANIFESTS, Settings::truth),
        read.find(Setting.MASTER_KEY, value -> value),
        read.require(Setting.AUDIT_RETENTION, Quantities::duration),
        new AuditForward(
            read.find(Setting.AUDIT_FORWARD, value -> AuditForward.checked(words(value)))
                .orElse(List.of()),
            read.find(Setting.AUDIT_FORWARD_CA_FILE, Path::of)),
        certificate(read),
        new Networks(
            read.find(Setting.TRUSTED_PROXIES, Settings::ranges).orElse(List.of()),
            outbound(read),
            read.find(Setting.METRICS_NETWORKS, Settings::ranges).orElse(List.of()),
            read.find(Setting.DNS_RESOLVER, Settings::resolvers).orElse(List.of())),
        new Upkeep(
            read.require(Setting.GC_GRACE, Quantities::duration),
            read.require(Setting.GC_INTERVAL, Quantities::duration),
            read.require(Setting.UPLOAD_EXPIRY, Quantities::duration),
            read.require(Setting.TRASH_DAYS, Quantities::days),
            read.require(Setting.SCRUB_RATE, Quantities::size),
            read.require(Setting.SCRUB_INTERVAL, Quantities::duration)),
        read.require(Setting.DRAIN_TIME, Settings::drain),
        new Logs(
            read.require(
                Setting.LOG_LEVEL,
                value -> oneOf(value, "error", "warn", "info", "debug", "trace")),
            read.require(Setting.LOG_FORMAT, value -> oneOf(value, "text", "json").equals("json")),
            read.require(Setting.SLOW_LOG, Quantities::duration)),
        new TraceSettings(
            read.find(Setting.OTLP_ENDPOINT, TraceSettings::endpoint),
            read.find(Setting.OTLP_HEADERS, TraceSettings::headers).orElse(Map.of()),
            read.find(Setting.OTLP_CERTIFICATE_FILE, Path::of),
            read.require(Setting.TRACE_RATIO, TraceSettings::ratio),
            read.require(Setting.SERVICE_NAME, value -> value)));
  }

  private record Reader(Map<Setting, Found> values) {
    <T> Optional<T> find(Setting setting, Function<String, T> parse) {
      var found = values.get(setting);
      if (found == null) {
        return Optional.empty();
      }
      try {
        return Optional.of(parse.apply(found.value()));
      } catch (IllegalArgumentException e) {
        throw new UsageException(
            "%s=%s (%s): %s"
                .formatted(
                    setting.key(), setting.shown(found.value()), found.source(), e.getMessage()));
      }
    }

    <T> T require(Setting setting, Function<String, T> parse) {
      return find(setting, parse)
          .orElseThrow(() -> new UsageException(setting.key() + " must not be empty"));
    }
  }

  /**
   * By itself, a server that only its own machine reaches may go anywhere, as at home; one that
   * others reach, directly or through a proxy, goes to public addresses.
   */
  private static OutboundNetworks outbound(Reader read) {
    var alone =
        Addresses.isThisMachine(read.require(Setting.LISTEN, value -> value))
            && read.find(Setting.TRUSTED_PROXIES, Settings::ranges).isEmpty()
            && read.find(Setting.PUBLIC_URL, Settings::publicUrl)
                .map(url -> Addresses.isThisMachine(url.getHost()))
                .orElse(true);
    return read.find(
            Setting.OUTBOUND_NETWORKS, value -> OutboundNetworks.parse(words(value), alone))
        .orElse(OutboundNetworks.parse(List.of(), alone));
  }

  private static Optional<CertificateFiles> certificate(Reader read) {
    var certificate = read.find(Setting.TLS_CERTIFICATE_FILE, Path::of);
    var key = read.find(Setting.TLS_KEY_FILE, Path::of);
    if (certificate.isPresent() != key.isPresent()) {
      throw new UsageException("tls-certificate-file and tls-key-file belong together: set both");
    }
    return certificate.map(file -> new CertificateFiles(file, key.orElseThrow()));
  }

  private static boolean truth(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> throw new IllegalArgumentException("say true or false");
    };
  }

  private static int port(String value, int least) {
    int port;
    try {
      port = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a port is a number up to 65535", e);
    }
    if (port < least || port > 65535) {
      throw new IllegalArgumentException("a port is a number up to 65535");
    }
    return port;
  }

  private static URI publicUrl(String value) {
    var url = URI.create(value.replaceFirst("/$", "").toLowerCase(Locale.ROOT));
    var plain = url.getRawQuery() == null && url.getRawFragment() == null;
    var web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!web
        || url.getHost() == null
        || url.getRawUserInfo() != null
        || !url.getRawPath().isEmpty()
        || !plain) {
      throw new IllegalArgumentException(
          "say scheme and host only, as in https://berth.example.org");
    }
    return url;
  }

  /** A name of its own: an address or localhost has the cookies of everything else there. */
  private static String hostName(String value) {
    var name = value.toLowerCase(Locale.ROOT);
    if (name.length() > 253
        || !name.matches(
            "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)++")
        || name.matches(".*\\.[0-9]+")) {
      throw new IllegalArgumentException(
          "say a host name with a dot and without a port, such as panel.example.org");
    }
    return name;
  }

  private static String hostTemplate(String value) {
    if (!value.matches("\\{id}\\.[a-z0-9.-]+(:(\\{port}|\\d{1,5}))?")) {
      throw new IllegalArgumentException(
          "say {id}.<domain> with an optional port, as in {id}.registry.example.org");
    }
    return value;
  }

  private static String jdbcUrl(String value) {
    io.berth.sql.Dialect.of(value);
    return value;
  }

  private static Optional<BlobSettings.Place> storage(
      Reader read, Setting place, Setting key, Setting secretFile) {
    var accessKey = read.find(key, value -> value);
    var secretKeyFile = read.find(secretFile, Path::of);
    if (accessKey.isPresent() != secretKeyFile.isPresent()) {
      throw new UsageException(
          "%s and %s belong together: set both or none".formatted(key.key(), secretFile.key()));
    }
    return read.find(place, value -> BlobSettings.Place.of(value, accessKey, secretKeyFile));
  }

  /** Their buckets have the keys of storage, or the profile that their address names. */
  private static Map<String, BlobSettings.Place> regions(Reader read, Setting setting) {
    var accessKey = read.find(Setting.STORAGE_ACCESS_KEY, value -> value);
    var secretKeyFile = read.find(Setting.STORAGE_SECRET_KEY_FILE, Path::of);
    return read.find(
            setting,
            value ->
                RegionStorage.places(
                    value, one -> BlobSettings.Place.of(one, accessKey, secretKeyFile)))
        .orElse(Map.of());
  }

  private static List<AddressRange> redirected(String value) {
    return switch (value) {
      case "off" -> List.of();
      case "on" -> ranges("0.0.0.0/0,::/0");
      default -> ranges(value);
    };
  }

  static List<String> words(String value) {
    return Stream.of(value.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
  }

  private static List<AddressRange> ranges(String value) {
    return AddressRange.parseAll(words(value));
  }

  /**
   * {@code 192.0.2.53}, {@code 127.0.0.1:5353}, {@code 2001:db8::53}, {@code [2001:db8::53]:53}.
   */
  private static List<InetSocketAddress> resolvers(String value) {
    return words(value).stream().map(Settings::resolver).toList();
  }

  private static InetSocketAddress resolver(String value) {
    var parts = RESOLVER.matcher(value);
    if (!parts.matches()) {
      throw new IllegalArgumentException("say addresses such as 192.0.2.53 or [2001:db8::53]:53");
    }
    var address = parts.group(1) == null ? parts.group(2) : parts.group(1);
    var prefix = AddressRange.parse(address).prefix();
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(prefix), parts.group(3) == null ? 53 : port(parts.group(3), 1));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Duration drain(String value) {
    var time = Quantities.duration(value);
    if (time.compareTo(Duration.ofSeconds(30)) > 0) {
      throw new IllegalArgumentException("at most 30s");
    }
    return time;
  }

  private static String oneOf(String value, String... words) {
    if (!List.of(words).contains(value)) {
      throw new IllegalArgumentException("say " + String.join(", ", words));
    }
    return value;
  }
}
