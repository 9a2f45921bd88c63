package io.berth.server.command;

import io.berth.identity.user.AccessTokens;
import io.berth.server.config.UsageException;
import io.berth.server.login.Credential;
import io.berth.server.login.DeviceClient;
import io.berth.server.login.DeviceClient.Waiting;
import io.berth.server.login.DockerConfig;
import io.berth.server.login.LoginRefused;
import io.berth.server.login.RegistryHost;
import io.berth.server.login.TrustedAuthorities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code login HOST}: signs container clients on this machine in to a registry. A person confirms
 * in a browser, anywhere; what docker's configuration gets is an access token with an end.
 */
final class LoginCommand implements Command {

  @Override
  public int run(Invocation invocation) throws IOException, InterruptedException, LoginRefused {
    var host = host(invocation, "login");
    var options = invocation.options();
    var config = new DockerConfig(invocation.environment());
    var before = config.get(host.name());
    var client = client(host, options);
    var out = invocation.out();
    var waiting = client.begin(fields(options));
    out.println("To sign in to " + host.name() + ", open this page in any browser:");
    out.println();
    out.println("    " + waiting.pageWithCode());
    out.println();
    out.println("and let this program in if the page shows the code " + waiting.userCode());
    out.println(
        "(or type it at "
            + waiting.page()
            + "); it holds for "
            + waiting.life().toMinutes()
            + " minutes.");
    if (!options.containsKey("no-browser")) {
      open(waiting, invocation.environment());
    }
    var granted = client.await(waiting);
    var place = config.store(host.name(), new Credential(granted.username(), granted.token()));
    if (before.isPresent() && before.get().secret().startsWith(AccessTokens.PREFIX)) {
      client.revoke(before.get().secret());
    }
    out.println();
    out.println(
        "Signed in to %s as %s for %d days; kept in %s."
            .formatted(host.name(), granted.username(), granted.life().toDays(), place));
    return 0;
  }

  /** The registry that the command line names. */
  static RegistryHost host(Invocation invocation, String word) {
    if (invocation.words().size() != 1) {
      throw new UsageException("say which registry: berth " + word + " registry.example.org");
    }
    try {
      return RegistryHost.parse(invocation.words().getFirst());
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  static DeviceClient client(RegistryHost host, Map<String, String> options) throws IOException {
    return new DeviceClient(
        host, TrustedAuthorities.of(Optional.ofNullable(options.get("ca")).map(Path::of)));
  }

  private static Map<String, String> fields(Map<String, String> options) {
    var scope = new StringBuilder(options.getOrDefault("scope", "push"));
    if (!List.of("pull", "push", "admin").contains(scope.toString())) {
      throw new UsageException("--scope is pull, push or admin");
    }
    for (var project : options.getOrDefault("project", "").split(",", -1)) {
      if (!project.isBlank()) {
        scope.append(" project:").append(project.strip());
      }
    }
    var days = options.getOrDefault("days", "30");
    if (!days.matches("[0-9]{1,3}") || Integer.parseInt(days) < 1) {
      throw new UsageException("--days is a number from 1 to 365");
    }
    var fields = new HashMap<String, String>();
    fields.put("scope", scope.toString());
    fields.put("lifetime_days", days);
    fields.put("device_name", options.getOrDefault("name", machine()));
    return fields;
  }

  private static String machine() {
    String name;
    try {
      name = System.getProperty("user.name") + "@" + InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      name = String.valueOf(System.getProperty("user.name"));
    }
    var plain = name.replaceAll("[^\\p{L}\\p{N} ._@()-]", "-");
    return plain.substring(0, Math.min(plain.length(), 60));
  }

  /** Where there is a desktop; a person without one has read the address. */
  private static void open(Waiting waiting, Map<String, String> environment) {
    boolean mac = System.getProperty("os.name", "").startsWith("Mac");
    if (!mac
        && environment.getOrDefault("DISPLAY", "").isEmpty()
        && environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty()) {
      return;
    }
    try {
      new ProcessBuilder(mac ? "open" : "xdg-open", waiting.pageWithCode().toString())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException _) {
      // The address was printed.
    }
  }
}
