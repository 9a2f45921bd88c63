package io.berth.server.login;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A registry as container clients write it.
 *
 * @param name host and port, such as {@code registry.example.org} or {@code localhost:8080}
 * @param bases where it may answer, the first that does counts; plain HTTP only on this machine
 */
public record RegistryHost(String name, List<URI> bases) {
  private static final Pattern NAME =
      Pattern.compile("([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:]+])(:[0-9]{1,5})?");

  /**
   * @throws IllegalArgumentException with a sentence for the caller
   */
  public static RegistryHost parse(String text) {
    var scheme = text.replaceFirst("^(https?)://.*$", "$1");
    var name = withoutScheme(text);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no registry: say its host, such as registry.example.org");
    }
    boolean here = isLoopback(name.replaceFirst(":[0-9]+$", ""));
    if (scheme.equals("http") && !here) {
      throw new IllegalArgumentException(
          "a login over plain HTTP can be read on the way: use https:// for " + name);
    }
    var https = URI.create("https://" + name);
    var http = URI.create("http://" + name);
    return new RegistryHost(
        name,
        switch (scheme) {
          case "http" -> List.of(http);
          case "https" -> List.of(https);
          default -> here ? List.of(https, http) : List.of(https);
        });
  }

  /** A server's name as programs hand it around: without scheme and slash, in small letters. */
  static String withoutScheme(String text) {
    return text.strip()
        .replaceFirst("^https?://", "")
        .replaceFirst("/+$", "")
        .toLowerCase(Locale.ROOT);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
  }
}
