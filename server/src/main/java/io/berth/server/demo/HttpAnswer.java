package io.berth.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.http.message.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A server's answer, read whole. */
record HttpAnswer(HttpResponse<byte[]> response, String what) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  static HttpAnswer to(HttpRequest.Builder request) throws IOException, InterruptedException {
    var built = request.timeout(Duration.ofSeconds(30)).build();
    return new HttpAnswer(
        CLIENT.send(built, HttpResponse.BodyHandlers.ofByteArray()),
        built.method() + " " + built.uri());
  }

  int status() {
    return response.statusCode();
  }

  JsonNode json() throws IOException {
    return Json.tree(response.body());
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /**
   * This answer when its status is one of those.
   *
   * @throws IOException with the whole answer otherwise
   */
  HttpAnswer expect(int... statuses) throws IOException {
    for (int expected : statuses) {
      if (status() == expected) {
        return this;
      }
    }
    throw new IOException(
        "%s answered %d %s"
            .formatted(what, status(), new String(response.body(), StandardCharsets.UTF_8)));
  }
}
