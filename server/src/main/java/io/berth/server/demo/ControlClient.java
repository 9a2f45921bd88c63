package io.berth.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The control API as a client with application keys sees it: every call is signed. */
public final class ControlClient {
  private final String base;
  private final String applicationKey;
  private final String applicationSecret;
  private final String consumerKey;

  /**
   * @param base such as {@code http://localhost:8080/v1}
   */
  public ControlClient(
      String base, String applicationKey, String applicationSecret, String consumerKey) {
    this.base = base;
    this.applicationKey = applicationKey;
    this.applicationSecret = applicationSecret;
    this.consumerKey = consumerKey;
  }

  HttpAnswer call(String method, String path, String body)
      throws IOException, InterruptedException {
    var url = base + path;
    var time =
        new String(
                HttpAnswer.to(HttpRequest.newBuilder(URI.create(base + "/auth/time")))
                    .expect(200)
                    .response()
                    .body(),
                StandardCharsets.UTF_8)
            .strip();
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("X-Ovh-Application", applicationKey)
            .header("X-Ovh-Consumer", consumerKey)
            .header("X-Ovh-Timestamp", time)
            .header("X-Ovh-Signature", signature(method, url, body, time));
    return HttpAnswer.to(request);
  }

  /** SHA-1 over the secrets, the call and the server's time, as OVHcloud's clients sign. */
  private String signature(String method, String url, String body, String time) {
    var text = String.join("+", applicationSecret, consumerKey, method, url, body, time);
    try {
      var sha1 = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return "$1$" + HexFormat.of().formatHex(sha1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
