package io.berth.server.demo;

import io.berth.http.message.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A registry as a container client sees it: token first, then blobs, then the manifest. */
final class RegistryClient {
  private final String base;
  private final String basic;

  /**
   * @param base such as {@code http://localhost:8080}
   */
  RegistryClient(String base, String username, String password) {
    this.base = base;
    this.basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Makes a public project unless it is there. */
  void createProject(String name) throws IOException, InterruptedException {
    var body = Json.text(Map.of("project_name", name, "metadata", Map.of("public", "true")));
    HttpAnswer.to(
            HttpRequest.newBuilder(URI.create(base + "/api/v2.0/projects"))
                .header("Authorization", basic)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)))
        .expect(201, 409);
  }

  /**
   * OCI distribution specification, "Pushing an object": POST, PUT for each blob, then the
   * manifest.
   */
  void push(SampleArtifact sample) throws IOException, InterruptedException {
    var bearer = "Bearer " + token("repository:" + sample.repository() + ":pull,push");
    var path = base + "/v2/" + sample.repository();
    for (var blob : sample.blobs()) {
      var started =
          HttpAnswer.to(
                  HttpRequest.newBuilder(URI.create(path + "/blobs/uploads/"))
                      .header("Authorization", bearer)
                      .POST(BodyPublishers.noBody()))
              .expect(202);
      var location = URI.create(base).resolve(started.header("Location")).toString();
      var end =
          location + (location.contains("?") ? "&" : "?") + "digest=" + SampleArtifact.digest(blob);
      HttpAnswer.to(
              HttpRequest.newBuilder(URI.create(end))
                  .header("Authorization", bearer)
                  .header("Content-Type", "application/octet-stream")
                  .PUT(BodyPublishers.ofByteArray(blob)))
          .expect(201);
    }
    HttpAnswer.to(
            HttpRequest.newBuilder(URI.create(path + "/manifests/" + sample.tag()))
                .header("Authorization", bearer)
                .header("Content-Type", SampleArtifact.MANIFEST_TYPE)
                .PUT(BodyPublishers.ofByteArray(sample.manifest())))
        .expect(201);
  }

  private String token(String scope) throws IOException, InterruptedException {
    var query =
        "?service=harbor-registry&scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8);
    return HttpAnswer.to(
            HttpRequest.newBuilder(URI.create(base + "/service/token" + query))
                .header("Authorization", basic))
        .expect(200)
        .json()
        .path("token")
        .asText();
  }
}
