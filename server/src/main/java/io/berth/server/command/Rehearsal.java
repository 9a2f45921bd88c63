package io.berth.server.command;

import io.berth.content.Digest;
import io.berth.memory.JsonMappers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Some clients of a rehearsal: they sign in, push, look and pull for a few seconds, as people's
 * clients will. What the Java machine learns from it about the program's hot places is kept in the
 * start-up cache, so that a fresh server is fast at once (docs/adr/0012-start-time.md).
 */
final class Rehearsal {
  private static final int CLIENTS = 4;
  private static final String PROJECT = "rehearsal";

  private final HttpClient http;
  private final String origin;
  private final String host;
  private final String basic;

  /**
   * @param origin where the server listens, such as {@code http://localhost:8080}
   * @param host the registry's own host, sent as {@code Host} since no name server knows it; the
   *     system property {@code jdk.httpclient.allowRestrictedHeaders} must allow that
   */
  Rehearsal(HttpClient http, String origin, String host, String username, String password) {
    this.http = http;
    this.origin = origin;
    this.host = host;
    this.basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Plays until the time is over.
   *
   * @throws IOException when anything is refused: the build is to say so
   */
  void play(Duration time) throws Exception {
    var made = "{\"project_name\":\"" + PROJECT + "\",\"metadata\":{\"public\":\"false\"}}";
    send("POST", "/api/v2.0/projects", basic, "application/json", made, 201);
    long end = System.nanoTime() + time.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          IntStream.range(0, CLIENTS)
              .mapToObj(client -> threads.submit(untilOver(end, client)))
              .toList();
      for (Future<Void> one : running) {
        one.get();
      }
    }
  }

  private Callable<Void> untilOver(long end, int client) {
    return () -> {
      for (int round = 0; System.nanoTime() < end; round++) {
        round("/v2/" + PROJECT + "/app" + client, "t" + round % 20, client + "-" + round);
      }
      return null;
    };
  }

  private void round(String repository, String tag, String content) throws Exception {
    var bearer = "Bearer " + token(repository.substring("/v2/".length()));
    var config = "{\"config\":\"" + content + "\"}";
    var layer = content.repeat(100);
    push(repository, bearer, config);
    push(repository, bearer, layer);
    var type = "application/vnd.oci.image.manifest.v1+json";
    var manifest =
        """
        {"schemaVersion":2,"mediaType":"%s",
         "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
         "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}
        """
            .formatted(type, digest(config), config.length(), digest(layer), layer.length());
    send("PUT", repository + "/manifests/" + tag, bearer, type, manifest, 201);
    for (int pull = 0; pull < 3; pull++) {
      send("HEAD", repository + "/manifests/" + tag, bearer, type, "", 200);
      send("GET", repository + "/manifests/" + tag, bearer, type, "", 200);
      send("GET", repository + "/manifests/" + digest(manifest), bearer, type, "", 200);
      send("HEAD", repository + "/blobs/" + digest(layer), bearer, type, "", 200);
      send("GET", repository + "/blobs/" + digest(layer), bearer, type, "", 200);
    }
    send("GET", repository + "/tags/list?n=10", bearer, type, "", 200);
    for (var list : List.of("/projects", "/projects/" + PROJECT + "/repositories")) {
      send("GET", "/api/v2.0" + list + "?page_size=10", basic, "application/json", "", 200);
    }
  }

  private String token(String repository) throws Exception {
    var path =
        "/service/token?service=harbor-registry&scope=repository:" + repository + ":pull,push";
    var body = send("GET", path, basic, "application/json", "", 200).body();
    return JsonMappers.OWN.readTree(body).path("token").asText();
  }

  private void push(String repository, String bearer, String bytes) throws Exception {
    var type = "application/octet-stream";
    var begun = send("POST", repository + "/blobs/uploads/", bearer, type, "", 202);
    var location = URI.create(begun.headers().firstValue("Location").orElseThrow()).getPath();
    send("PUT", location + "?digest=" + digest(bytes), bearer, type, bytes, 201);
  }

  private static Digest digest(String bytes) {
    return Digest.of(Digest.Algorithm.SHA256, bytes.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> send(
      String method, String path, String authorization, String type, String body, int expected)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .header("Host", host)
            .header("Authorization", authorization)
            .header("Content-Type", type)
            .header("Accept", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != expected) {
      throw new IOException(
          method + " " + path + " answered " + answer.statusCode() + " " + answer.body());
    }
    return answer;
  }
}
