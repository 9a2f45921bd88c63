package io.berth.cluster;

import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A store that speaks S3, as processes of its own on the loopback address. */
public sealed interface ObjectStore extends AutoCloseable permits Ceph, S3Proxy {
  String BUCKET = "berth";
  HttpClient CLIENT = HttpClient.newHttpClient();

  /** Ceph where its programs are, else S3Proxy. */
  static ObjectStore start() throws IOException {
    return withBucket(Ceph.isInstalled() ? Ceph.up() : S3Proxy.up());
  }

  /** S3Proxy, which is up in a second where Ceph takes half a minute. */
  static ObjectStore quick() throws IOException {
    return withBucket(S3Proxy.up());
  }

  private static ObjectStore withBucket(ObjectStore store) throws IOException {
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

  /** Its processes. */
  List<Long> pids();

  @Override
  void close();

  /** Settings of a server that keeps its blobs here. */
  default Map<String, String> settings() throws IOException {
    var secret = Files.writeString(Workspace.scratch("keys").resolve("secret"), secretKey() + "\n");
    return Map.of(
        "BERTH_STORAGE", address("torture"),
        "BERTH_STORAGE_ACCESS_KEY", accessKey(),
        "BERTH_STORAGE_SECRET_KEY_FILE", secret.toString());
  }

  /** A place of its own here for the registries of a region. */
  default String address(String prefix) {
    return "s3://" + BUCKET + "/" + prefix + "?endpoint=" + endpoint() + "&region=us-east-1";
  }

  private void createBucket() throws IOException {
    send("PUT", "", BodyPublishers.noBody(), BodyHandlers.discarding());
  }

  /** Writes an object as a program would that does nothing else. */
  default void put(String key, BodyPublisher bytes) throws IOException {
    send("PUT", key, bytes, BodyHandlers.discarding());
  }

  /** Reads an object and forgets it. */
  default void get(String key) throws IOException {
    try (var bytes = send("GET", key, BodyPublishers.noBody(), BodyHandlers.ofInputStream())) {
      bytes.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Signed the old way (version 2), which both stores know and which needs no SDK. */
  private <T> T send(String method, String key, BodyPublisher body, BodyHandler<T> handler)
      throws IOException {
    var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    var path = "/" + BUCKET + (key.isEmpty() ? "" : "/" + key);
    var request =
        HttpRequest.newBuilder(endpoint().resolve(path))
            .method(method, body)
            .header("Date", date)
            .header(
                "Authorization",
                "AWS " + accessKey() + ":" + signature(method + "\n\n\n" + date + "\n" + path))
            .build();
    try {
      var answer = CLIENT.send(request, handler);
      if (answer.statusCode() != 200) {
        throw new IOException(name() + " answers " + answer.statusCode() + " to " + method);
      }
      return answer.body();
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
