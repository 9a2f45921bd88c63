package io.berth.server.rehearsal;

import io.berth.content.Digest;
import io.berth.memory.JsonMappers;
import io.berth.server.rehearsal.RehearsalConnection.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;

/**
 * Some clients of a rehearsal: they sign in, push, look and pull for a few seconds, as people's
 * clients will: plain and over TLS, with HTTP/1.1 and HTTP/2, over connections that are kept and
 * over a new one for each request. What the Java machine learns from it about the program's hot
 * places is kept in the start-up cache, so that a fresh server is fast at once
 * (docs/adr/0012-start-time.md).
 */
public final class Rehearsal {
  private static final String PROJECT = "rehearsal";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  /** For each push so many pulls: that is what a registry's day is. */
  private static final int PULLS = 30;

  private final Place place;
  private final String basic;

  /**
   * Where the server is.
   *
   * @param host the registry's own host name, sent as {@code Host} since no name server knows it
   * @param trust believes the server's certificate
   */
  public record Place(String host, int port, int tlsPort, SSLContext trust) {
    private Socket plain() throws IOException {
      return to(port);
    }

    /** Says the registry's name, as people's clients do: a connection is for one name. */
    private Socket secure() throws IOException {
      return trust.getSocketFactory().createSocket(to(tlsPort), host, tlsPort, true);
    }

    private static Socket to(int port) throws IOException {
      return new Socket(InetAddress.getLoopbackAddress(), port);
    }
  }

  /** A way to ask. */
  private interface Line {
    Answer send(String method, String path, String authorization, String type, String body)
        throws IOException, InterruptedException;
  }

  public Rehearsal(Place place, String username, String password) {
    this.place = place;
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
  public void play(Duration time) throws Exception {
    var made = "{\"project_name\":\"" + PROJECT + "\",\"metadata\":{\"public\":\"false\"}}";
    ask(anew(place::plain), "POST", "/api/v2.0/projects", basic, "application/json", made, 201);
    long end = System.nanoTime() + time.toNanos();
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory());
        var plain = new RehearsalConnection(place.plain());
        var secure = new RehearsalConnection(place.secure());
        var client = HttpClient.newBuilder().sslContext(place.trust()).build()) {
      var lines =
          List.of(
              kept(plain), anew(place::plain), kept(secure), anew(place::secure), http2(client));
      var running = new ArrayList<Future<Void>>();
      for (int number = 0; number < lines.size(); number++) {
        running.add(threads.submit(untilOver(end, number, lines.get(number))));
      }
      for (var one : running) {
        one.get();
      }
    }
  }

  private Line kept(RehearsalConnection connection) {
    return (method, path, authorization, type, body) ->
        connection.send(method, path, headers(authorization, type), body);
  }

  private Line anew(Callable<Socket> connect) {
    return (method, path, authorization, type, body) -> {
      try (var connection = new RehearsalConnection(connect.call())) {
        return connection.send(
            method, path, headers(authorization, type) + "Connection: close\r\n", body);
      } catch (IOException | InterruptedException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    };
  }

  private String headers(String authorization, String type) {
    return "Host: %s:%d\r\nAuthorization: %s\r\nContent-Type: %s\r\nAccept: %s\r\n"
        .formatted(place.host(), place.port(), authorization, type, type);
  }

  /** HTTP/2, at the server's own name, where its first registry answers too. */
  private Line http2(HttpClient client) {
    return (method, path, authorization, type, body) -> {
      var request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + place.tlsPort() + path))
              .header("Authorization", authorization)
              .header("Content-Type", type)
              .header("Accept", type)
              .method(method, HttpRequest.BodyPublishers.ofString(body));
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var headers = new HashMap<String, String>();
      answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      return new Answer(answer.statusCode(), headers, answer.body());
    };
  }

  private Callable<Void> untilOver(long end, int number, Line line) {
    return () -> {
      for (int round = 0; System.nanoTime() < end; round++) {
        var repository = PROJECT + "/app" + number;
        var tag = "t" + round % 20;
        var bearer = "Bearer " + token(line, repository);
        var layer = (number + "-" + round).repeat(100);
        var manifest = push(line, bearer, repository, tag, layer);
        pull(line, List.of(basic, bearer), repository, List.of(tag, manifest), layer);
        look(line, bearer, repository);
      }
      return null;
    };
  }

  /** An image of one layer; the digest of its manifest. */
  private String push(Line line, String bearer, String repository, String tag, String layer)
      throws Exception {
    var config = "{\"config\":\"" + digest(layer) + "\"}";
    blob(line, bearer, repository, config);
    blob(line, bearer, repository, layer);
    var manifest =
        """
        {"schemaVersion":2,"mediaType":"%s",
         "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
         "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}
        """
            .formatted(MANIFEST, digest(config), config.length(), digest(layer), layer.length());
    ask(line, "PUT", "/v2/" + repository + "/manifests/" + tag, bearer, MANIFEST, manifest, 201);
    return digest(manifest).toString();
  }

  private static void blob(Line line, String bearer, String repository, String bytes)
      throws Exception {
    var type = "application/octet-stream";
    var uploads = "/v2/" + repository + "/blobs/uploads/";
    var begun = ask(line, "POST", uploads, bearer, type, "", 202);
    var location = URI.create(begun.header("Location")).getPath();
    ask(line, "PUT", location + "?digest=" + digest(bytes), bearer, type, bytes, 201);
  }

  private static void pull(
      Line line, List<String> proofs, String repository, List<String> references, String layer)
      throws Exception {
    var blob = "/v2/" + repository + "/blobs/" + digest(layer);
    for (int pull = 0; pull < PULLS; pull++) {
      var proof = proofs.get(pull % proofs.size());
      for (var reference : references) {
        var manifest = "/v2/" + repository + "/manifests/" + reference;
        ask(line, "HEAD", manifest, proof, MANIFEST, "", 200);
        ask(line, "GET", manifest, proof, MANIFEST, "", 200);
      }
      ask(line, "HEAD", blob, proof, MANIFEST, "", 200);
      ask(line, "GET", blob, proof, MANIFEST, "", 200);
    }
  }

  private void look(Line line, String bearer, String repository) throws Exception {
    ask(line, "GET", "/v2/" + repository + "/tags/list?n=10", bearer, MANIFEST, "", 200);
    for (var list : List.of("/projects", "/projects/" + PROJECT + "/repositories")) {
      var path = "/api/v2.0" + list + "?page_size=10";
      ask(line, "GET", path, basic, "application/json", "", 200);
    }
  }

  private String token(Line line, String repository) throws Exception {
    var path =
        "/service/token?service=harbor-registry&scope=repository:" + repository + ":pull,push";
    var body = ask(line, "GET", path, basic, "application/json", "", 200).body();
    return JsonMappers.OWN.readTree(body).path("token").asText();
  }

  private static Digest digest(String bytes) {
    return Digest.of(Digest.Algorithm.SHA256, bytes.getBytes(StandardCharsets.UTF_8));
  }

  private static Answer ask(
      Line line,
      String method,
      String path,
      String authorization,
      String type,
      String body,
      int expected)
      throws IOException, InterruptedException {
    var answer = line.send(method, path, authorization, type, body);
    if (answer.status() != expected) {
      throw new IOException(
          method + " " + path + " answered " + answer.status() + " " + answer.body());
    }
    return answer;
  }
}
