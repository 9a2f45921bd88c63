package io.berth.torture.cluster;

import io.berth.torture.Arena;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A store that speaks S3, as processes of its own on the loopback address. */
sealed interface ObjectStore extends AutoCloseable permits Ceph, S3Proxy {
  String BUCKET = "berth";

  /** Ceph where its programs are, else S3Proxy. */
  static ObjectStore start() throws IOException {
    var store = Ceph.isInstalled() ? Ceph.up() : S3Proxy.up();
    try {
      store.createBucket();
      return store;
    } catch (IOException e) {
      store.close();
      throw e;
    }
  }

  /** For the notes. */
  String name();

  URI endpoint();

  String accessKey();

  String secretKey();

  /** It hangs: connections are accepted and stay open, and nothing is answered. */
  void freeze();

  void goOn();

  /** SIGKILL of the process that answers requests, and a new one with what was stored. */
  void restart() throws IOException;

  @Override
  void close();

  /** Settings of a server that keeps its blobs here. */
  default Map<String, String> settings() throws IOException {
    var secret = Files.writeString(Arena.scratch("keys").resolve("secret"), secretKey() + "\n");
    return Map.of(
        "BERTH_STORAGE", "s3://" + BUCKET + "/torture?endpoint=" + endpoint() + "&region=us-east-1",
        "BERTH_STORAGE_ACCESS_KEY", accessKey(),
        "BERTH_STORAGE_SECRET_KEY_FILE", secret.toString());
  }

  /** Signed the old way (version 2), which both stores know and which needs no SDK. */
  private void createBucket() throws IOException {
    var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    var request =
        HttpRequest.newBuilder(endpoint().resolve("/" + BUCKET))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .header("Date", date)
            .header(
                "Authorization",
                "AWS " + accessKey() + ":" + signature("PUT\n\n\n" + date + "\n/" + BUCKET))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(
            name() + " makes no bucket: " + answer.statusCode() + " " + answer.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private String signature(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secretKey().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
