package io.berth.server.command;

import io.berth.server.config.Setting;
import io.berth.server.config.SettingSources.Found;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.server.demo.ControlClient;
import io.berth.server.demo.DemoContent;
import io.berth.server.demo.Keycloak;
import io.berth.server.lifecycle.RegistryServer;
import io.berth.server.log.Logging;
import io.berth.server.place.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code demo}: serves in a data folder of its own, with a real Keycloak beside it, sample content,
 * and sign-in configured through the control API as any client would.
 */
final class DemoCommand implements Command {
  private static final int KEYCLOAK_PORT = 18080;
  private static final int KEYCLOAK_MANAGEMENT_PORT = 19000;
  private static final int PORTS = 100;

  @Override
  public int run(Invocation invocation) throws Exception {
    if (invocation.words().size() != 1) {
      throw new UsageException("start the demo as ./berth demo");
    }
    var script = Path.of(invocation.words().getFirst());
    var settings = Settings.of(apart(invocation));
    Logging.configure(settings.logs().level(), settings.logs().json());
    int keycloakPort = free(KEYCLOAK_PORT);
    int managementPort = free(KEYCLOAK_MANAGEMENT_PORT);
    var server = RegistryServer.start(settings);
    var keycloak = new AtomicReference<AutoCloseable>(() -> {});
    AutoCloseable everything =
        () -> {
          try {
            keycloak.get().close();
          } finally {
            server.close();
          }
        };
    ServeCommand.closeOnSignal(everything);
    invocation
        .out()
        .println("starting Keycloak; the first time it is fetched, which takes minutes");
    var started =
        Keycloak.start(
            script,
            server.folder().resolve("keycloak"),
            keycloakPort,
            managementPort,
            keycloak::set);
    tell(server, started.issuer());
    describe(invocation.out(), server.portalUrl().orElseThrow(), started.url());
    return ServeCommand.forEver();
  }

  /** Never in the folder of a real server: the demo replaces its users by the provider's. */
  private static EnumMap<Setting, Found> apart(Invocation invocation) {
    var values = new EnumMap<>(invocation.values());
    values.computeIfPresent(
        Setting.DATA,
        (_, found) -> found.source().equals("default") ? new Found("./data/demo", "demo") : found);
    // What to open and whom to be should not scroll away under the access log.
    values.computeIfPresent(
        Setting.LOG_LEVEL,
        (_, found) -> found.source().equals("default") ? new Found("warn", "demo") : found);
    return values;
  }

  /** The usual port, or the next that is free: another demo may be running, in another folder. */
  private static int free(int usual) {
    for (int port = usual; port < usual + PORTS; port++) {
      try (var socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (IOException _) {
        // taken
      }
    }
    throw new UsageException(
        "the demo's Keycloak needs a port, and none from %d to %d is free"
            .formatted(usual, usual + PORTS - 1));
  }

  private static void tell(RegistryServer server, String issuer)
      throws IOException, InterruptedException {
    var bootstrap = Bootstrap.read(server.bootstrapFile());
    var control =
        new ControlClient(
            server.addresses().controlUrl() + "/1.0",
            bootstrap.applicationKey(),
            bootstrap.applicationSecret(),
            bootstrap.consumerKey());
    new DemoContent(
            control,
            bootstrap.serviceName(),
            bootstrap.registries().getFirst().id(),
            server.addresses().controlUrl())
        .tell(issuer);
  }

  private static void describe(PrintStream out, String portal, String keycloak) {
    out.println(
        """

        Open %s and choose "Login via OIDC provider":
          alice / alice-pw   in the group harbor-admin: an administrator
          bob   / bob-pw     in the group developers
          carol / carol-pw   in no group
        Content: samples/hello:1.0 (an image) and samples/hello-chart:1.0.0 (a Helm chart)
        Keycloak's own console: %s (admin / admin)
        Ctrl-C stops everything."""
            .formatted(portal, keycloak));
    out.flush();
  }
}
