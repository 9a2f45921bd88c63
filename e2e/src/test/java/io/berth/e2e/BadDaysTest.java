package io.berth.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.client.Body;
import io.berth.client.Client;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Endpoint;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Json;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The bad days of one machine, as docs/guide/troubleshooting.md has them, made to happen and got
 * over by its words, with the commands of an operator and nothing else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadDaysTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final byte[] LAYER = "a layer".repeat(500).getBytes(UTF_8);

  private final Path folder = Workspace.scratch("bad-days");
  private final Path certificate = folder.resolve("server.crt");
  private final Path key = folder.resolve("server.key");
  private BerthProcess berth;
  private Tenant tenant = new Tenant(Endpoint.local(1), "", "");

  @BeforeAll
  void start() throws Exception {
    certificate("-30d", 10, certificate, key);
    berth =
        BerthProcess.start(
            folder,
            Map.of(
                "BERTH_TLS_CERTIFICATE_FILE",
                certificate.toString(),
                "BERTH_TLS_KEY_FILE",
                key.toString(),
                "BERTH_GC_GRACE",
                "1s",
                "BERTH_GC_INTERVAL",
                "1s"),
            BerthProcess.QUICK);
    tenant = Tenant.first(berth);
    tenant.createProject("team");
    image("v1");
  }

  @AfterAll
  void stop() {
    berth.close();
  }

  /**
   * Makes files in PEM.
   *
   * @param from when it begins, as keytool has it, such as {@code -30d}
   */
  private static void certificate(String from, int days, Path into, Path key) throws Exception {
    var box = Workspace.scratch("certificate").resolve("box.p12");
    Command.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString())
        .and("-genkeypair", "-alias", "berth", "-keyalg", "RSA", "-dname", "CN=localhost")
        .and("-ext", "SAN=DNS:localhost", "-startdate", from, "-validity", String.valueOf(days))
        .and("-keystore", box.toString(), "-storetype", "PKCS12", "-storepass", "secret")
        .run()
        .ok();
    var store = KeyStore.getInstance(box.toFile(), "secret".toCharArray());
    pem("PRIVATE KEY", store.getKey("berth", "secret".toCharArray()).getEncoded(), key);
    pem("CERTIFICATE", store.getCertificate("berth").getEncoded(), into);
  }

  /** In one step, as whoever replaces a certificate does. */
  private static void pem(String what, byte[] bytes, Path file) throws IOException {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(
        fresh, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void image(String tag) throws IOException {
    try (var client = tenant.client()) {
      var repository = new Repository(client, "team/app");
      var piece = Descriptor.of(Content.CONFIG, LAYER);
      repository.push(LAYER);
      repository.putManifest(tag, Content.manifest(piece, List.of(piece))).must(201);
    }
  }

  private void pull(String tag) throws IOException {
    try (var client = tenant.client()) {
      var repository = new Repository(client, "team/app");
      repository.manifest(tag).must(200);
      assertThat(repository.blob(Content.digest(LAYER)).must(200).body()).isEqualTo(LAYER);
    }
  }

  /** The word after a heading of a command's answer. */
  private static String said(String answer, String heading) {
    var found = Pattern.compile("(?m)^" + heading + "\\s+(\\S+)").matcher(answer);
    assertThat(found.find()).as("%s", answer).isTrue();
    return found.group(1);
  }

  /** What a client reads over HTTPS that trusts whoever shows a certificate that holds today. */
  private int overHttps() throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Today()}, null);
    try (var client = HttpClient.newBuilder().sslContext(context).build()) {
      var url = URI.create("https://localhost:" + berth.tlsPort() + "/health/live");
      return client
          .send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static final class Today implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      chain[0].checkValidity();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Test
  void theCertificateEnded() throws Exception {
    assertThatThrownBy(this::overHttps).isInstanceOf(SSLHandshakeException.class);
    try (var anybody = new Client(Endpoint.local(berth.port()), "")) {
      var ends =
          anybody
              .get("/metrics")
              .must(200)
              .text()
              .lines()
              .filter(line -> line.startsWith("berth_certificate_expiry_seconds"))
              .findFirst()
              .orElseThrow();
      assertThat(Double.parseDouble(ends.substring(ends.indexOf(' '))))
          .isLessThan(System.currentTimeMillis() / 1e3);
    }
    certificate("-1d", 30, certificate, key);

    Await.until(
        "new certificate",
        SOON,
        () -> {
          try {
            return overHttps();
          } catch (IOException _) {
            return 0;
          }
        },
        status -> status == 200);
  }

  @Test
  void anAdministratorIsLockedOut() throws IOException {
    var start = berth.bootstrap();
    var answer = berth.command("account reset-password", start.account()).ok();
    try (var anybody = new Client(Endpoint.local(berth.port()), "")) {
      var old = Map.of("account", start.account(), "password", start.password());
      var fresh = Map.of("account", said(answer, "account"), "password", said(answer, "password"));
      anybody.post("/v1/auth/login", Json.write(old)).must(401);
      assertThat(
              anybody
                  .post("/v1/auth/login", Json.write(fresh))
                  .must(200)
                  .json()
                  .path("state")
                  .asText())
          .isEqualTo("signedIn");
    }
    var local = berth.command("credentials", "demo").ok();
    try (var administrator =
        new Client(
            tenant.endpoint(), Client.basic(said(local, "username"), said(local, "password")))) {
      assertThat(
              administrator
                  .get("/api/v2.0/users/current")
                  .must(200)
                  .json()
                  .path("sysadmin_flag")
                  .asBoolean())
          .isTrue();
    }
  }

  @Test
  void aRobotsSecretLeaked() throws Exception {
    try (var owner = tenant.client();
        var control = Tenant.control(berth)) {
      var registry =
          "/v1/cloud/project/%s/containerRegistry/%s"
              .formatted(berth.bootstrap().serviceName(), berth.bootstrap().registryId());
      control.json("PUT", registry + "/accessLog/setting", "{\"days\":7}").must(200);
      var made =
          owner
              .post(
                  "/api/v2.0/robots",
                  """
                  {"name": "ci", "level": "project", "duration": 30, "permissions": [
                    {"kind": "project", "namespace": "team", "access": [
                      {"resource": "repository", "action": "pull"}]}]}
                  """)
              .must(201)
              .json();
      var name = made.path("name").asText();
      var leaked = made.path("secret").asText();
      var got = tenant.token(name, leaked, "repository:team/app:pull");
      try (var thief = new Client(tenant.endpoint(), "Bearer " + got)) {
        new Repository(thief, "team/app").manifest("v1").must(200);

        // 1. End it.
        owner
            .json("PATCH", "/api/v2.0/robots/" + made.path("id").asLong(), "{\"secret\": \"\"}")
            .must(200);
        new Repository(thief, "team/app").manifest("v1").must(401);
        var other = tenant.token(tenant.user(), tenant.password(), "repository:team/app:pull");
        // 2. Or all tokens of the registry at once, if nobody knows which.
        berth.command("keys rotate", "tokens", "--registry", "demo").ok();
        try (var any = new Client(tenant.endpoint(), "Bearer " + other)) {
          Await.until(
              "end of all tokens",
              SOON,
              () -> new Repository(any, "team/app").manifest("v1").status(),
              status -> status == 401);
        }
      }
      try (var late = new Client(tenant.endpoint(), Client.basic(name, leaked))) {
        late.get("/service/token?service=harbor-registry").must(401);
      }
      // 3. Its uses, in the audit log and in the access log.
      Await.until(
          "pull in the audit log",
          SOON,
          () ->
              owner
                  .get(
                      "/api/v2.0/auditlog-exts?q=username="
                          + name.replace("$", "%24").replace("+", "%252B"))
                  .must(200)
                  .json(),
          log ->
              log.findValuesAsText("operation").contains("pull")
                  && log.findValuesAsText("resource").stream()
                      .anyMatch(it -> it.startsWith("team/app")));
      Await.until(
          "requests in the access log",
          SOON,
          () -> control.get(registry + "/accessLog").must(200).text(),
          log -> log.contains("/v2/team/app/manifests/v1") && log.contains(name));
    }
  }

  @Test
  void aRegistryWasDeletedByMistake() throws Exception {
    var other = Tenant.another(berth, "deleted-by-mistake");
    other.createProject("prod");
    var repository = other.repository("prod/app");
    var layer = "lost".repeat(1000).getBytes(UTF_8);
    var piece = Descriptor.of(Content.CONFIG, layer);
    repository.push(layer);
    repository.putManifest("v1", Content.manifest(piece, List.of(piece))).must(201);
    var place = folder.resolve("place").toString();
    berth.command("backup", place, "--without-master-key").ok();
    try (var control = Tenant.control(berth)) {
      var all = "/v1/cloud/project/" + berth.bootstrap().serviceName() + "/containerRegistry";
      for (var registry : control.get(all).must(200).json()) {
        if (registry.path("name").asText().equals("deleted-by-mistake")) {
          control.delete(all + "/" + registry.path("id").asText()).must(200);
        }
      }
    }
    Await.until(
        "deletion", SOON, () -> repository.manifest("v1").status(), status -> status == 421);

    assertThat(berth.command("restore", place, "--registry", "deleted-by-mistake").ok())
        .contains("restored the registry deleted-by-mistake");

    Await.until(
        "registry that is back",
        SOON,
        () -> repository.manifest("v1").status(),
        status -> status == 200);
    assertThat(repository.blob(piece.digest()).must(200).body()).isEqualTo(layer);
    repository.client().close();
    pull("v1");
  }

  @Test
  void anUpgradeWasBad() throws Exception {
    var place = folder.resolve("before").toString();
    berth.command("backup", place, "--without-master-key").ok();
    berth.stop();
    // What a newer build leaves that adds to the tables and takes nothing from them.
    sql(
        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
            + " checksum, installed_by, execution_time, success)"
            + " VALUES (9001, '9001', 'later', 'SQL', 'V9001__later.sql', 7, 'x', 1, true)",
        "ALTER TABLE project ADD COLUMN of_later TEXT NOT NULL DEFAULT ''");
    berth.startAgain();
    assertThat(berth.log())
        .contains(
            "the tables are of version 9001, made by a newer build, and still serve this one");
    pull("v1");
    image("after");
    berth.stop();

    // And one that takes something away.
    sql("UPDATE installation SET value = '9001' WHERE name = 'oldest_schema'");
    var refused = berth.command("serve", "--port", "0", "--tls-port", "0");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("cannot work with them any more");
    var master = Files.readString(berth.data().resolve("master.key"));
    Files.move(berth.data(), folder.resolve("of-the-newer-build"));
    Files.writeString(Files.createDirectory(berth.data()).resolve("master.key"), master);
    assertThat(berth.command("restore", place).ok()).contains("restored the snapshot");
    // The first credentials, which a backup without its key leaves out, for the other tests.
    Files.copy(
        folder.resolve("of-the-newer-build/bootstrap.json"),
        berth.data().resolve("bootstrap.json"));
    berth.startAgain();
    pull("v1");
    try (var client = tenant.client()) {
      client.send("GET", "/v2/team/app/manifests/after", Body.of(new byte[0])).must(404);
    }
  }

  private void sql(String... statements) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + berth.data().resolve("berth.db"));
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(Objects.requireNonNull(sql));
      }
    }
  }
}
