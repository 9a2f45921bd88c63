package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.berth.client.AnyCertificate;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Certificate;
import io.berth.e2e.fixtures.Daemon;
import io.berth.e2e.fixtures.ManagedRegistry;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.Workspace;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.client.Skopeo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** nginx as docs/guide/reverse-proxies.md #nginx has it, with other ports, in front of a server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NginxGuideTest {
  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
  private static final Path PAGE = Workspace.REPOSITORY.resolve("docs/guide/reverse-proxies.md");

  /** More than nginx takes, or keeps in memory, unless it is told otherwise. */
  private static final int LAYER = 24_000_000;

  private final int port = Ports.take();
  private final Path folder = Workspace.scratch("nginx");
  private ManagedRegistry registry;
  private Daemon nginx;

  @BeforeAll
  void start() throws IOException {
    assumeTrue(Files.isExecutable(PROGRAM), "nginx is not installed");
    registry =
        new ManagedRegistry(
            BerthProcess.start(
                Map.of(
                    "BERTH_PUBLIC_URL", "https://localhost:" + port,
                    "BERTH_REGISTRY_HOST", "{id}.localhost:" + port,
                    "BERTH_TRUSTED_PROXIES", "127.0.0.1")));
    var config = Files.writeString(folder.resolve("nginx.conf"), config());
    nginx = Daemon.start(folder, Map.of(), List.of(PROGRAM.toString(), "-c", config.toString()));
    nginx.await("listener of nginx", Duration.ofSeconds(20), () -> Ports.listens(port));
  }

  @AfterAll
  void stop() {
    if (nginx != null) {
      nginx.close();
    }
    if (registry != null) {
      registry.close();
    }
  }

  /** What stands around the page's part in a machine's own configuration. */
  private String config() {
    var certificate = Certificate.selfSigned(folder);
    var page = Workspace.read(PAGE);
    int start = page.indexOf("```nginx\n") + "```nginx\n".length();
    var block =
        page.substring(start, page.indexOf("```", start))
            .replace("127.0.0.1:8080", "127.0.0.1:" + registry.berth().port())
            .replace("listen 443 ", "listen 127.0.0.1:" + port + " ")
            .replace("berth.example.org *.registry.example.org", "localhost *.localhost")
            .replace(
                "/etc/letsencrypt/live/berth.example.org/fullchain.pem",
                certificate.certificate().toString())
            .replace(
                "/etc/letsencrypt/live/berth.example.org/privkey.pem",
                certificate.key().toString());
    assertThat(block).doesNotContain("example.org");
    return """
    user root;
    worker_processes 1;
    daemon off;
    pid %1$s/nginx.pid;
    error_log %1$s/error.log warn;
    events { worker_connections 1024; }
    http {
      access_log off;
      client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
      %2$s
    }
    """
        .formatted(folder, block);
  }

  @Test
  void layersOfAnySizeGoThroughWithoutLyingOnNginxsDisk() {
    var credentials = registry.generateCredentials();
    var skopeo = new Skopeo("localhost:" + port);
    skopeo.login(credentials.path("user").asText(), credentials.path("password").asText()).ok();

    skopeo.push(Image.create("behind nginx", LAYER), "library/behind:v1").ok();
    skopeo.pull("library/behind:v1").ok();

    // nginx warns of each body or answer that it keeps in a file.
    assertThat(Workspace.read(folder.resolve("error.log"))).doesNotContain("buffered");
  }

  @Test
  void whatAClientSaysOfItselfDoesNotGetThrough() throws Exception {
    var answer =
        ask(
            "/v2/",
            "X-Forwarded-For",
            "203.0.113.9",
            "X-Forwarded-Host",
            "elsewhere.example.test",
            "X-Forwarded-Port",
            "1",
            "X-Forwarded-Proto",
            "http");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("realm=\"https://localhost:" + port + "/");
    assertThat(
            Await.holds(
                Duration.ofSeconds(5),
                () ->
                    registry
                        .berth()
                        .log()
                        .lines()
                        .anyMatch(
                            line ->
                                line.contains("client=127.0.0.1")
                                    && line.contains("path=/v2/ status=401"))))
        .isTrue();
    assertThat(registry.berth().log()).doesNotContain("client=203.0.113.9");
  }

  private HttpResponse<String> ask(String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (var client = HttpClient.newBuilder().sslContext(AnyCertificate.context()).build()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }
}
