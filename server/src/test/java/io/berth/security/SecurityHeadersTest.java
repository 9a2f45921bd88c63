package io.berth.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.http.message.Method;
import io.berth.http.routing.Api;
import io.berth.http.routing.Route;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers tell browsers and caches, on every route there is and where there is none. */
final class SecurityHeadersTest {
  private static final String CLOSED = "default-src 'none'; sandbox; frame-ancestors 'none'";

  @TempDir Path folder = Path.of("");
  private RunningBerth berth;
  private String host = "";

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(Dialect.SQLITE, folder);
    berth.administrator("boss");
    var url = berth.call("GET", berth.registry()).as("root").json(200).path("url").asText();
    host = URI.create(url).getAuthority();
  }

  @AfterEach
  void stop() {
    berth.close();
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return String.join(" AND ", answer.headers().allValues(name));
  }

  private static void assertHeaders(Api.Kind kind, HttpResponse<byte[]> answer) {
    var told = answer.request().method() + " " + answer.uri() + " " + answer.statusCode();
    assertThat(header(answer, "X-Content-Type-Options")).as(told).isEqualTo("nosniff");
    assertThat(header(answer, "Cross-Origin-Resource-Policy")).as(told).isEqualTo("same-origin");
    assertThat(header(answer, "Strict-Transport-Security")).as(told).isEmpty();
    boolean page = header(answer, "Content-Type").startsWith("text/html");
    if (page) {
      assertThat(header(answer, "Content-Security-Policy"))
          .as(told)
          .startsWith("default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
          .contains("form-action ")
          .doesNotContain("unsafe")
          .doesNotContain("AND");
      assertThat(header(answer, "Referrer-Policy")).as(told).isEqualTo("same-origin");
    } else {
      assertThat(header(answer, "Content-Security-Policy")).as(told).isEqualTo(CLOSED);
    }
    if (page || kind == Api.Kind.API) {
      assertThat(header(answer, "X-Frame-Options")).as(told).isEqualTo("DENY");
      assertThat(header(answer, "Referrer-Policy")).as(told).isNotEmpty().doesNotContain("AND");
    }
    var caching = header(answer, "Cache-Control");
    assertThat(caching).as(told).isNotEmpty().doesNotContain("AND");
    if (caching.contains("public") || caching.startsWith("max-age")) {
      // Files of the program itself, and its documents.
      assertThat(answer.uri().getPath())
          .as(told)
          .matches(
              ".*(/assets/.*|favicon\\.svg|style\\.css|\\.json|\\.yaml|/v1/?|/1\\.0/?|/openapi.*)");
    }
  }

  private static String path(Route<?> route) {
    return route
        .template()
        .replace("/**", "/some/where")
        .replaceAll("\\{digest}", "sha256:" + "a".repeat(64))
        .replaceAll("\\{name\\+}", "team/app")
        .replaceAll("\\{[^}]*}", "1");
  }

  private HttpResponse<byte[]> send(Api<?> api, String method, String path, String as) {
    var call =
        api.surface() == Api.Surface.REGISTRY
            ? berth.call(method, path, host)
            : berth.call(method, path);
    return as.isEmpty() ? call.send() : call.as(as).send();
  }

  @Test
  void everyRouteHasThem() {
    var kinds = new TreeSet<String>();
    for (var api : berth.apis()) {
      for (var route : api.routes()) {
        var path = path(route);
        var method = route.method().name();
        assertHeaders(api.kind(), send(api, method, path, ""));
        if (route.method() == Method.GET) {
          assertHeaders(api.kind(), send(api, "HEAD", path, ""));
          var caller = api.surface() == Api.Surface.REGISTRY ? "boss" : "root";
          assertHeaders(api.kind(), send(api, "GET", path, caller));
        }
        // No route takes every method.
        assertHeaders(api.kind(), send(api, "TRACE".equals(method) ? "GET" : "PATCH", path, ""));
      }
      for (var prefix : api.prefixes()) {
        var nothing = send(api, "GET", prefix + "/there/is/%3Cscript%3Enothing", "");
        assertHeaders(api.kind(), nothing);
      }
      kinds.add(api.name() + " " + api.kind());
    }
    assertThat(kinds).contains("oci CONTENT", "harbor API", "portal API", "panel API");
  }

  @Test
  void answersThatNoRouteGivesHaveThem() {
    assertHeaders(Api.Kind.API, berth.call("GET", "/v2/", "elsewhere.example").send());
    var unknown = berth.call("BREW", "/v2/").send();
    assertThat(unknown.statusCode()).isEqualTo(501);
    assertThat(header(unknown, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(unknown, "Content-Security-Policy")).isEqualTo(CLOSED);
  }

  @Test
  void whatClientsPushedRunsNowhere() {
    berth
        .call("POST", "/api/v2.0/projects")
        .as("boss")
        .json("{'project_name':'team','metadata':{'public':'true'}}")
        .text(201);
    var page = "<html><script>alert(document.domain)</script></html>".getBytes(UTF_8);
    var digest = Digest.of(Digest.Algorithm.SHA256, page);
    berth
        .call("POST", "/v2/team/app/blobs/uploads/?digest=" + digest)
        .as("boss")
        .header("Content-Type", "text/html")
        .body(page)
        .text(201);
    berth
        .call("PUT", "/v2/team/app/manifests/v1")
        .as("boss")
        .header("Content-Type", MediaType.OCI_MANIFEST)
        .body("{\"layers\":[],\"x\":\"<script>1</script>\"}".getBytes(UTF_8))
        .text(201);
    var blob = "/v2/team/app/blobs/" + digest;
    var asked = new ArrayList<HttpResponse<byte[]>>();
    for (var method : List.of("GET", "HEAD")) {
      for (var path : List.of(blob, "/v2/team/app/manifests/v1", "/v2/team/app/tags/list")) {
        asked.add(berth.call(method, path).as("boss").header("Accept", "text/html").send());
      }
    }
    var etag = '"' + digest.toString() + '"';
    asked.add(berth.call("GET", blob).as("boss").header("If-None-Match", etag).send());
    for (var range : List.of("bytes=0-3", "bytes=0-1,4-5", "bytes=9999-")) {
      asked.add(berth.call("GET", blob).as("boss").header("Range", range).send());
    }
    assertThat(asked.stream().map(HttpResponse::statusCode)).contains(200, 206, 304, 416);
    for (var answer : asked) {
      assertHeaders(Api.Kind.CONTENT, answer);
      assertThat(header(answer, "Content-Type")).doesNotContain("html");
      assertThat(header(answer, "Cache-Control")).startsWith("private");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
        "Referrer-Policy",
        "Strict-Transport-Security",
        "Cross-Origin-Resource-Policy",
        "no-store"
      })
  void oneClassNamesThem(String header) throws IOException {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        if (!file.endsWith("SecurityHeaders.java") && !file.toString().contains("oidc")) {
          assertThat(Files.readString(file))
              .as(file.toString())
              .doesNotContain("\"" + header + "\"");
        }
      }
    }
  }
}
