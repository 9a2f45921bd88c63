package io.berth.torture.hostile;

import io.berth.client.Body;
import io.berth.client.Client;
import io.berth.client.Connection;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Repository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What somebody would send who wishes a registry ill. */
final class HostileRequests {
  private static final String UPLOADS = "/blobs/uploads/";

  private final Repository repository;
  private final Descriptor piece;

  /**
   * @param repository a repository that exists
   * @param piece a blob in it, which is also what tag v1 is made of
   */
  HostileRequests(Repository repository, Descriptor piece) {
    this.repository = repository;
    this.piece = piece;
  }

  /**
   * One request.
   *
   * @param mayPass whether success is a right answer too
   * @param raw the whole request when it is not HTTP that a client would make, "" otherwise
   */
  record Hostile(
      String what,
      String method,
      String target,
      Body body,
      List<String> headers,
      boolean mayPass,
      String raw) {

    static Hostile of(String what, String method, String target) {
      return new Hostile(what, method, target, Body.NONE, List.of(), false, "");
    }

    static Hostile raw(String what, String text) {
      return new Hostile(what, "", "", Body.NONE, List.of(), false, text);
    }

    Hostile with(Body sent, String... lines) {
      return new Hostile(what, method, target, sent, List.of(lines), mayPass, raw);
    }

    Hostile passing() {
      return new Hostile(what, method, target, body, headers, true, raw);
    }

    byte[] bytes(Connection connection, Client client) throws IOException {
      var all = new ArrayList<>(headers);
      all.add(client.credentials());
      if (!raw.isEmpty()) {
        return raw.replace("{host}", client.endpoint().authority())
            .replace("{credentials}", client.credentials())
            .getBytes(StandardCharsets.ISO_8859_1);
      }
      var bytes = new ByteArrayOutputStream();
      var head = connection.head(method, target, body, all.toArray(String[]::new));
      bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
      body.writeTo(bytes);
      return bytes.toByteArray();
    }
  }

  private String path(String rest) {
    return "/v2/" + repository.name() + rest;
  }

  /** The known ones. */
  List<Hostile> fixed() throws IOException {
    var all = new ArrayList<Hostile>();
    names(all);
    digests(all);
    ranges(all);
    lists(all);
    heads(all);
    documents(all);
    return all;
  }

  private void names(List<Hostile> all) {
    for (var name :
        List.of(
            "..",
            "../..",
            "%2e%2e/%2e%2e",
            "a%2f..%2fb",
            "a/%2e%2e/b",
            "a%00b",
            "a//b",
            "a/../b",
            "UPPER/case",
            "a/b/",
            "-a/b",
            "a/_b",
            "%c3%a9/b",
            "%ff%fe/b",
            "a%252f..%252fb",
            "a\\b/c",
            "a/" + "b".repeat(4_000),
            "a/b".repeat(500),
            ".",
            "a/.hidden",
            "~root/x")) {
      all.add(Hostile.of("name " + shown(name), "POST", "/v2/" + name + UPLOADS).with(empty()));
      all.add(Hostile.of("name " + shown(name), "GET", "/v2/" + name + "/tags/list"));
      all.add(Hostile.of("name " + shown(name), "GET", "/v2/" + name + "/manifests/v1"));
    }
  }

  private void digests(List<Hostile> all) {
    var hex = piece.digest().substring("sha256:".length());
    for (var digest :
        List.of(
            "sha256:" + hex.toUpperCase(java.util.Locale.ROOT) + "A",
            "sha256:" + hex.substring(1),
            "sha256:" + hex + "0",
            "sha256:../../../../etc/passwd",
            "sha256:..%2f..%2f..%2fberth.db",
            "md5:d41d8cd98f00b204e9800998ecf8427e",
            "sha256:",
            ":",
            "sha256:" + "g".repeat(64),
            "sha512:" + hex,
            "sha256+b64:" + hex)) {
      all.add(Hostile.of("digest " + shown(digest), "GET", path("/blobs/" + digest)));
      all.add(Hostile.of("digest " + shown(digest), "DELETE", path("/blobs/" + digest)));
      all.add(
          Hostile.of("digest " + shown(digest), "POST", path(UPLOADS + "?digest=" + digest))
              .with(empty()));
    }
    for (var id :
        List.of("..", "%2e%2e", "..%2f..%2fberth.db", "%00", "x".repeat(5_000), "1", "A-B", "{}")) {
      all.add(Hostile.of("upload " + shown(id), "PATCH", path(UPLOADS + id)).with(empty()));
      all.add(Hostile.of("upload " + shown(id), "GET", path(UPLOADS + id)));
      all.add(Hostile.of("upload " + shown(id), "DELETE", path(UPLOADS + id)));
    }
    for (var tag : List.of("..", ".a", "-a", "a".repeat(129), "a%2fb", "a%00", "%ff", "a b")) {
      all.add(
          Hostile.of("tag " + shown(tag), "PUT", path("/manifests/" + tag.replace(" ", "%20")))
              .with(manifest(), "Content-Type: " + Content.MANIFEST));
    }
  }

  private void ranges(List<Hostile> all) throws IOException {
    var blob = path("/blobs/" + piece.digest());
    var many = new StringBuilder("Range: bytes=0-0");
    while (many.length() < 30_000) {
      many.append(",0-0");
    }
    for (var range :
        List.of(
            many.toString(),
            "Range: bytes=-1-5",
            "Range: bytes=99999999999999999999999-",
            "Range: bytes=5-2",
            "Range: bytes=--1",
            "Range: bytes=a-b",
            "Range: bytes=",
            "Range: lines=1-2",
            "Range: bytes=9223372036854775807-9223372036854775807")) {
      // An unreadable Range is ignored by the book (RFC 9110 section 14.2).
      all.add(Hostile.of(shown(range), "GET", blob).with(Body.NONE, range).passing());
    }
    for (var range :
        List.of(
            "0-99",
            "5-4",
            "-5",
            "0-",
            "9223372036854775807-9223372036854775808",
            "a-b",
            "0-4294967296")) {
      var location = repository.location();
      all.add(
          Hostile.of("Content-Range " + range, "PATCH", location)
              .with(Body.of(new byte[10]), "Content-Range: " + range));
      all.add(
          Hostile.of("Content-Range " + range, "PUT", Repository.closing(location, piece.digest()))
              .with(Body.of(new byte[10]), "Content-Range: " + range));
    }
  }

  private void lists(List<Hostile> all) {
    for (var n : List.of("-1", "1e18", "99999999999999999999", "abc", "%00", "", "0x10")) {
      all.add(Hostile.of("n=" + n, "GET", path("/tags/list?n=" + n)).passing());
      all.add(Hostile.of("n=" + n, "GET", "/v2/_catalog?n=" + n).passing());
    }
    for (var last : List.of("%00", "%ff", "..", "x".repeat(8_000), "%27%20OR%201=1--")) {
      all.add(
          Hostile.of("last=" + shown(last), "GET", path("/tags/list?n=5&last=" + last)).passing());
    }
    all.add(Hostile.of("query", "GET", path("/referrers/%00")));
    all.add(Hostile.of("query", "GET", "/v2/_catalog?" + "a=b&".repeat(3_000)).passing());
  }

  private void heads(List<Hostile> all) {
    var put = "PATCH " + path(UPLOADS + "x") + " HTTP/1.1\r\nHost: {host}\r\n{credentials}\r\n";
    all.add(
        Hostile.raw(
            "Transfer-Encoding and Content-Length",
            put
                + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v2/ HTTP/1.1\r\n\r\n"));
    all.add(
        Hostile.raw("two lengths", put + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef"));
    all.add(Hostile.raw("negative length", put + "Content-Length: -5\r\n\r\n"));
    all.add(Hostile.raw("huge length", put + "Content-Length: 99999999999999999999\r\n\r\n"));
    all.add(Hostile.raw("bad chunk", put + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"));
    all.add(Hostile.raw("no host", "GET /v2/ HTTP/1.1\r\n{credentials}\r\n\r\n"));
    all.add(Hostile.raw("wrong host", "GET /v2/ HTTP/1.1\r\nHost: evil.example\r\n\r\n"));
    all.add(Hostile.raw("no HTTP", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n"));
    all.add(Hostile.raw("bare", "GET\r\n\r\n"));
    all.add(Hostile.raw("header", "GET /v2/ HTTP/1.1\r\nHost: {host}\r\n: empty\r\n\r\n"));
    all.add(
        Hostile.raw(
            "huge header",
            "GET /v2/ HTTP/1.1\r\nHost: {host}\r\nX: " + "x".repeat(100_000) + "\r\n\r\n"));
    all.add(
        Hostile.raw(
            "many headers",
            "GET /v2/ HTTP/1.1\r\nHost: {host}\r\n" + "A: b\r\n".repeat(20_000) + "\r\n"));
    all.add(Hostile.of("huge URL", "GET", "/v2/" + "a".repeat(60_000)));
    all.add(Hostile.of("method", "BREW", "/v2/"));
  }

  private void documents(List<Hostile> all) {
    var type = "Content-Type: " + Content.MANIFEST;
    var target = path("/manifests/bomb");
    var digest = piece.digest();
    var descriptor = "{\"mediaType\":\"x/y\",\"digest\":\"%s\",\"size\":2}".formatted(digest);
    var bodies =
        List.of(
            "[".repeat(200_000),
            "{\"a\":".repeat(100_000),
            "{" + "\"config\":{},".repeat(20_000) + "\"layers\":[]}",
            "\"text\"",
            "null",
            "",
            "{\"schemaVersion\":2,\"mediaType\":\"text/plain\",\"config\":"
                + descriptor
                + ",\"layers\":[]}",
            "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"x/y\",\"digest\":\"sha256:../../x\",\"size\":2},\"layers\":[]}",
            "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"x/y\",\"digest\":[],\"size\":-1},\"layers\":{}}",
            "{\"schemaVersion\":2,\"config\":"
                + descriptor
                + ",\"layers\":["
                + "1,".repeat(1_000)
                + "1]}",
            "{\"x\":\"" + "a".repeat((4 << 20) + 1) + "\"}");
    for (var body : bodies) {
      all.add(
          Hostile.of("manifest " + shown(body), "PUT", target).with(HostileInput.json(body), type));
    }
    all.add(
        Hostile.of("huge number", "PUT", target)
            .with(
                HostileInput.json(
                    "{\"schemaVersion\":1e999999999,\"config\":" + descriptor + ",\"layers\":[]}"),
                type)
            .passing());
    var wide = "{\"schemaVersion\":2,\"config\":" + descriptor + ",\"layers\":[";
    // As many descriptors as 4 MiB hold: allowed, so only time and memory count.
    var layers =
        (descriptor + ",").repeat((4_000_000 - wide.length()) / (descriptor.length() + 1) - 1);
    all.add(
        Hostile.of("many descriptors", "PUT", target)
            .with(HostileInput.json(wide + layers + descriptor + "]}"), type)
            .passing());
    all.add(
        Hostile.of("project", "POST", "/api/v2.0/projects")
            .with(
                HostileInput.json("{\"project_name\":\"../x\"}"),
                "Content-Type: application/json"));
  }

  /** One made up by chance from pieces that hurt. */
  Hostile random(Random random) {
    var pieces =
        List.of(
            "/",
            "..",
            "%2e",
            "%2f",
            "%00",
            "blobs",
            "uploads",
            "manifests",
            "tags",
            "list",
            "referrers",
            "_catalog",
            "sha256:",
            piece.digest(),
            repository.name(),
            "%",
            "%zz",
            "?",
            "&",
            "n=",
            "last=",
            "digest=",
            "mount=",
            "from=",
            "a",
            "-",
            "_",
            "\u00e9",
            "*",
            ";",
            ":",
            "@",
            "v1",
            "~",
            "'",
            "\"",
            "<",
            "%0d%0a");
    var methods = List.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE");
    var target = new StringBuilder("/v2/");
    for (int i = random.nextInt(12); i >= 0; i--) {
      target.append(pieces.get(random.nextInt(pieces.size())));
      if (random.nextInt(3) == 0) {
        target.append('/');
      }
    }
    var bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    var method = methods.get(random.nextInt(methods.size()));
    return Hostile.of(method + " " + target, method, target.toString())
        .with(Body.of(bytes), "Content-Type: " + Content.MANIFEST)
        .passing();
  }

  private Body manifest() {
    return Body.of(Content.manifest(piece, List.of(piece)));
  }

  private static Body empty() {
    return Body.of(new byte[0]);
  }

  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "… (" + text.length() + ")";
  }
}
