package io.berth.client;

import java.io.IOException;

/** One repository's end of the distribution protocol. */
public record Repository(Client client, String name) {

  private String path(String rest) {
    return "/v2/" + name + rest;
  }

  /** Begins an upload; the answer's Location is where it goes on. */
  public Answer begin() throws IOException {
    return client.send("POST", path("/blobs/uploads/"), Body.of(new byte[0]));
  }

  /** Begins an upload that must be accepted. */
  public String location() throws IOException {
    return Endpoint.path(begin().must(202).header("Location"));
  }

  /** Appends at the upload's end, or where a {@code Content-Range} line says. */
  public Answer patch(String location, Body body, String... headers) throws IOException {
    return client.send("PATCH", location, body, headers);
  }

  /** The last bytes of an upload, and what it must become. */
  public Answer finish(String location, String digest, Body body) throws IOException {
    return client.send("PUT", closing(location, digest), body);
  }

  /** The target of the closing PUT. */
  public static String closing(String location, String digest) {
    return location + (location.contains("?") ? "&" : "?") + "digest=" + digest;
  }

  /** POST and PUT; the digest, once the server acknowledged it. */
  public String push(byte[] bytes) throws IOException {
    var digest = Content.digest(bytes);
    finish(location(), digest, Body.of(bytes)).must(201);
    return digest;
  }

  public Answer mount(String digest, String from) throws IOException {
    return client.send(
        "POST",
        path("/blobs/uploads/?mount=" + digest + (from.isEmpty() ? "" : "&from=" + from)),
        Body.of(new byte[0]));
  }

  public Answer putManifest(String reference, byte[] manifest) throws IOException {
    return client.send(
        "PUT",
        path("/manifests/" + reference),
        Body.of(manifest),
        "Content-Type: " + Content.MANIFEST);
  }

  public Answer manifest(String reference) throws IOException {
    return client.get(path("/manifests/" + reference));
  }

  public Answer deleteManifest(String reference) throws IOException {
    return client.delete(path("/manifests/" + reference));
  }

  public Answer blob(String digest) throws IOException {
    return client.get(path("/blobs/" + digest));
  }

  public Answer headBlob(String digest) throws IOException {
    return client.head(path("/blobs/" + digest));
  }

  public Answer deleteBlob(String digest) throws IOException {
    return client.delete(path("/blobs/" + digest));
  }

  public Answer tags() throws IOException {
    return client.get(path("/tags/list"));
  }

  public Answer referrers(String digest) throws IOException {
    return client.get(path("/referrers/" + digest));
  }
}
