package io.berth.server.lifecycle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.server.config.SettingSources;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.server.place.Bootstrap;
import io.berth.server.tls.LocalAuthority;
import io.berth.testing.Await;
import io.berth.testing.ClosedPort;
import io.berth.testing.TestDatabases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wired server in this process, on free ports. */
final class RegistryServerTest {
  @TempDir static Path standingFolder;
  private static RegistryServer standing;
  @TempDir Path temp;

  /** The one that stands, unless a test starts another. */
  private RegistryServer server;

  @BeforeAll
  static void start() throws IOException {
    standing = RegistryServer.start(settings(standingFolder, Map.of()));
  }

  @AfterAll
  static void stop() {
    standing.close();
  }

  @BeforeEach
  void takeTheOneThatStands() {
    server = standing;
  }

  @AfterEach
  void stopAnother() {
    if (server != standing) {
      server.close();
    }
  }

  @Test
  void theFirstStartWritesCredentialsOnlyItsOwnerCanRead() throws IOException {
    var bootstrap = Bootstrap.read(server.bootstrapFile());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.bootstrapFile())))
        .isEqualTo("rw-------");
    assertThat(bootstrap).isEqualTo(server.made().orElseThrow());
    assertThat(bootstrap.account()).isEqualTo("admin");
    assertThat(bootstrap.serviceName()).matches("[0-9a-f]{32}");
    assertThat(bootstrap.registries())
        .singleElement()
        .satisfies(
            registry -> {
              assertThat(registry.name()).isEqualTo("demo");
              assertThat(registry.url())
                  .matches("http://[a-z0-9]{8}\\.localhost:" + server.addresses().port());
            });
    assertThat(Path.of(bootstrap.caFile())).isAbsolute().exists();
  }

  /** What tests hash for less, a server that somebody runs does not. */
  @Test
  void passwordsOfARunningServerAreHashedAtFullCost() {
    var hashes =
        server
            .database()
            .read(
                handle ->
                    handle
                        .createQuery(
                            """
                            SELECT password_hash FROM account
                            UNION SELECT password_hash FROM registry_user
                            WHERE password_hash IS NOT NULL
                            """)
                        .mapTo(String.class)
                        .list());

    assertThat(hashes)
        .isNotEmpty()
        .allSatisfy(hash -> assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
  }

  @Test
  void aRestartKeepsEverythingAndLeavesTheCredentialsAlone() throws Exception {
    server = RegistryServer.start(settings(Map.of()));
    var file = server.bootstrapFile();
    var before = Files.readString(file);
    server.close();

    server = RegistryServer.start(settings(Map.of()));

    assertThat(server.made()).isEmpty();
    assertThat(file).content().isEqualTo(before);
    assertThat(server.portalUrl()).isPresent();
  }

  @Test
  void aStartThatFailsClosesWhatItOpened() throws Exception {
    server = RegistryServer.start(settings(Map.of()));
    server.close();
    try (var taken = new ClosedPort()) {
      var port = String.valueOf(taken.number());

      assertThatThrownBy(() -> RegistryServer.start(settings(Map.of("port", port))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("cannot listen on");
    }
    try (var left = Files.list(server.folder())) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .as("the database was closed as it should be")
          .noneMatch(name -> name.endsWith("-wal"));
    }

    server = RegistryServer.start(settings(Map.of()));
    assertThat(server.portalUrl()).isPresent();
  }

  @Test
  void aSecondServerInTheSameFolderIsRefused() {
    assertThatThrownBy(() -> RegistryServer.start(settings(standingFolder, Map.of())))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("another Berth");
  }

  @Test
  void healthNamesEachCheck() throws Exception {
    var health = get("/health");

    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).contains("\"database\":\"ok\"").contains("\"storage\":\"ok\"");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  /** Whoever is told "ready" by one listener sends requests to the other. */
  @Test
  void aServerIsReadyOnlyOnceHttpsAcceptsToo() throws Exception {
    server = RegistryServer.start(settings(Map.of()));
    int port = server.addresses().port();
    int tlsPort = server.addresses().tlsPort();
    server.close();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var accepted =
          threads.submit(
              () -> {
                Await.until("server that says it is ready", () -> saysItIsReady(port));
                return accepts(tlsPort);
              });
      server =
          RegistryServer.start(
              settings(Map.of("port", String.valueOf(port), "tls-port", String.valueOf(tlsPort))));
      assertThat(accepted.get()).isTrue();
    }
  }

  private static boolean saysItIsReady(int port) {
    // Asked as fast as can be: what lies between two listeners takes milliseconds.
    for (int i = 0; i < 1_000; i++) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket
            .getOutputStream()
            .write("GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        if (new String(socket.getInputStream().readNBytes(12), US_ASCII).endsWith(" 200")) {
          return true;
        }
      } catch (IOException _) {
        // nobody listens yet
      }
    }
    return false;
  }

  private static boolean accepts(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void metricsCountRequests() throws Exception {
    get("/health/live");

    assertThat(get("/metrics").body())
        .contains("berth_http_requests_seconds_count{api=\"operations\"");
  }

  @Test
  void metricsStayAwayFromOtherNetworks() throws Exception {
    server = RegistryServer.start(settings(Map.of("metrics-networks", "203.0.113.0/24")));

    assertThat(get("/metrics").statusCode()).isEqualTo(403);
  }

  @Test
  void theControlHostsDoorIsTheControlPanel() throws Exception {
    var panel = get("/");
    assertThat(panel.statusCode()).isEqualTo(200);
    assertThat(panel.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none';")
        .contains("; script-src 'self'; style-src 'self';");
    assertThat(panel.body()).contains("<title>Berth control panel</title>");
    assertThat(get("/panel/projects/any/registries").body()).isEqualTo(panel.body());
    assertThat(get("/harbor/projects").statusCode())
        .as("the portal is at home on registries' hosts")
        .isEqualTo(404);
  }

  @Test
  void theControlApiTellsTheTime() throws Exception {
    assertThat(get("/v1/auth/time").body()).matches("\\d{10}");
  }

  @Test
  void httpsIsTrustedByWhoTrustsTheLocalAuthority() throws Exception {
    var url = URI.create(server.addresses().tlsUrl() + "/health/ready");

    try (var stranger = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> send(stranger, url)).isInstanceOf(SSLHandshakeException.class);
    }
    try (var friend = HttpClient.newBuilder().sslContext(trusting()).build()) {
      assertThat(send(friend, url).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void everythingWorksOnPostgresqlToo() throws Exception {
    server =
        RegistryServer.start(
            settings(
                Map.of(
                    "data", temp.resolve("other").toString(),
                    "database", TestDatabases.emptyPostgresql(),
                    "database-user", "postgres")));

    assertThat(server.made()).isPresent();
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  private SSLContext trusting() throws Exception {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "ca", LocalAuthority.readCertificate(Path.of(server.authorityFile())));
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return send(client, URI.create("http://localhost:" + server.addresses().port() + path));
    }
  }

  private static HttpResponse<String> send(HttpClient client, URI url)
      throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
  }

  private Settings settings(Map<String, String> more) {
    return settings(temp, more);
  }

  private static Settings settings(Path home, Map<String, String> more) {
    var flags =
        new HashMap<>(
            Map.of("data", home.resolve("data").toString(), "port", "0", "tls-port", "-1"));
    flags.putAll(more);
    return Settings.of(SettingSources.load(flags, Map.of(), home, Optional.empty()));
  }
}
