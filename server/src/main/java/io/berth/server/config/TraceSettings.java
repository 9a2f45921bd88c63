package io.berth.server.config;

import io.berth.http.message.PercentEncoding;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where traces are sent.
 *
 * @param endpoint the base of a collector's address; nothing is traced if absent
 * @param headers sent with everything
 * @param certificates PEM of the authorities that the collector's certificate may be of
 * @param ratio of the traces that begin here, from 0 to 1
 * @param service what this server is called in traces
 */
public record TraceSettings(
    Optional<URI> endpoint,
    Map<String, String> headers,
    Optional<Path> certificates,
    double ratio,
    String service) {
  public TraceSettings {
    headers = Map.copyOf(headers);
  }

  /** Without what may be a secret: this ends up in logs. */
  @Override
  public String toString() {
    return "TraceSettings[" + endpoint + ", " + ratio + "]";
  }

  static URI endpoint(String value) {
    var url = URI.create(value);
    var web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!web
        || url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "say where the collector takes OTLP over HTTP, as in http://localhost:4318");
    }
    return url;
  }

  /** As in {@code OTEL_EXPORTER_OTLP_HEADERS}: {@code name=value,name=value}, percent-encoded. */
  static Map<String, String> headers(String value) {
    var headers = new LinkedHashMap<String, String>();
    for (var pair : value.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("say name=value,name=value");
      }
      var name = pair.substring(0, equals).strip();
      var text = PercentEncoding.decode(pair.substring(equals + 1).strip(), false);
      if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]++") || !text.matches("[\\x20-\\x7e]*+")) {
        throw new IllegalArgumentException(
            "a header's name or value has letters that none may have");
      }
      headers.put(name, text);
    }
    return headers;
  }

  static double ratio(String value) {
    try {
      double ratio = Double.parseDouble(value);
      if (ratio >= 0 && ratio <= 1) {
        return ratio;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new IllegalArgumentException("say a number from 0 for none to 1 for all");
  }
}
