package io.berth.storage.s3;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where objects go.
 *
 * @param prefix what the names of all objects begin with: empty, or ending in a slash
 * @param endpoint the store; that of AWS if absent
 * @param region the one to sign for; absent to ask the AWS chain
 * @param pathStyle whether the bucket stands in the path instead of the host
 * @param profile whose keys are taken from the file of AWS's credentials
 */
public record S3Address(
    String bucket,
    String prefix,
    Optional<URI> endpoint,
    Optional<String> region,
    boolean pathStyle,
    Optional<String> profile) {
  private static final String SCHEME = "s3://";

  /**
   * {@code s3://bucket/prefix?endpoint=…&region=…&path-style=…&profile=…}; all but the bucket may
   * be left out. With an endpoint the bucket stands in the path unless {@code path-style=false}.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static S3Address parse(String text) {
    int question = text.indexOf('?');
    var place = text.substring(SCHEME.length(), question < 0 ? text.length() : question);
    var options = options(question < 0 ? "" : text.substring(question + 1));
    int slash = place.indexOf('/');
    var bucket = slash < 0 ? place : place.substring(0, slash);
    // S3 API reference, "Bucket naming rules"; some stores answer shorter ones without a reason.
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new IllegalArgumentException(
          "a bucket's name has 3 to 63 small letters, digits, dots and dashes");
    }
    var path = slash < 0 ? "" : place.substring(slash + 1);
    var prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (!prefix.matches("[A-Za-z0-9._/-]{0,256}")
        || prefix.startsWith("/")
        || prefix.endsWith("/")
        || prefix.contains("//")) {
      throw new IllegalArgumentException(
          "the prefix after the bucket has letters, digits, dots, dashes and single slashes");
    }
    var endpoint = Optional.ofNullable(options.get("endpoint")).map(S3Address::endpoint);
    return new S3Address(
        bucket,
        prefix.isEmpty() ? "" : prefix + "/",
        endpoint,
        Optional.ofNullable(options.get("region")),
        truth(options.getOrDefault("path-style", Boolean.toString(endpoint.isPresent()))),
        Optional.ofNullable(options.get("profile")));
  }

  /** True for what {@link #parse} takes. */
  public static boolean isS3(String text) {
    return text.startsWith(SCHEME);
  }

  /** Whether something there would lie among what is here, or the other way round. */
  public boolean overlaps(S3Address other) {
    return bucket.equals(other.bucket)
        && endpoint.map(S3Address::host).equals(other.endpoint.map(S3Address::host))
        && (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix));
  }

  /** The same for all spellings of an address. */
  private static String host(URI endpoint) {
    var usual = "https".equals(endpoint.getScheme()) ? 443 : 80;
    int port = endpoint.getPort() < 0 ? usual : endpoint.getPort();
    var path = endpoint.getPath() == null ? "" : endpoint.getPath().replaceFirst("(?<!/)/++$", "");
    return endpoint.getHost().toLowerCase(Locale.ROOT) + ":" + port + path;
  }

  private static Map<String, String> options(String query) {
    var known = Set.of("endpoint", "region", "path-style", "profile");
    var options = new LinkedHashMap<String, String>();
    for (var option : query.split("&", -1)) {
      if (!option.isEmpty()) {
        int equals = option.indexOf('=');
        var name = equals < 0 ? option : option.substring(0, equals);
        if (equals < 0 || !known.contains(name)) {
          throw new IllegalArgumentException(
              "after ? only endpoint=, region=, path-style= and profile= may stand, not " + name);
        }
        options.put(name, URLDecoder.decode(option.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return options;
  }

  private static URI endpoint(String text) {
    var uri = URI.create(text);
    if (!("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "an endpoint is an address such as https://s3.example.org");
    }
    return uri;
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("path-style is true or false");
    };
  }

  @Override
  public String toString() {
    return SCHEME + bucket + "/" + prefix + endpoint.map(it -> " at " + it).orElse("");
  }
}
