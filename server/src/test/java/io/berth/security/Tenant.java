package io.berth.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.control.account.AccountBrowser;
import io.berth.control.registry.Plan;
import io.berth.http.message.Json;
import io.berth.testing.HttpCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** An account that owns a registry on a running server, and what it has put there. */
final class Tenant {
  static final String API = "/api/v2.0";
  static final byte[] CONFIG = "{\"os\":\"linux\",\"architecture\":\"amd64\"}".getBytes(UTF_8);

  /** The config of an image, with what its maker would rather keep. */
  static final byte[] PRIVATE_CONFIG =
      ("{\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":{\"Env\":[\"KEY=hush\"]},"
              + "\"history\":[{\"created_by\":\"RUN hush\"}]}")
          .getBytes(UTF_8);

  /** A chart whose values nobody else should read. */
  static final byte[] CHART = archive("thing/values.yaml", "password: hush\n");

  final String account;
  final String cloudProject;
  final String registry;

  /** Ids and names of what was made, by what they are called here. */
  final Map<String, String> made = new HashMap<>();

  private final RunningBerth berth;
  private final Map<String, String> passwords = new HashMap<>();
  private String label = "";
  private AccountBrowser browser;

  /** A new account with a project, a registry of this name, and an administrator in it. */
  Tenant(RunningBerth berth, String account, String name) {
    this.berth = berth;
    this.account = account;
    berth.account(account, "Secret-1-" + account);
    var owner = berth.control().accounts.findByName(account).orElseThrow();
    var project = berth.control().cloudProjects.create(owner, name);
    cloudProject = project.id();
    registry = berth.control().lifecycle.createNow(project, name, "GRA", Plan.SMALL).id().value();
    browser = signedIn();
    label = URI.create(owned("GET", "").json(200).path("url").asText()).getHost();
    var boss =
        owned("POST", "/users").json("{'login':'boss','email':'boss@example.test'}").json(200);
    passwords.put("boss", boss.path("password").asText());
  }

  /** Begins a session of the account at the control host. */
  void signIn() {
    browser = signedIn();
  }

  private AccountBrowser signedIn() {
    return new AccountBrowser(berth, account, "Secret-1-" + account);
  }

  /** A call of the control API by the account. */
  HttpCall call(String method, String path) {
    return browser.call(method, path);
  }

  /** The same, about its registry. */
  HttpCall owned(String method, String path) {
    return call(
        method, "/v1/cloud/project/" + cloudProject + "/containerRegistry/" + registry + path);
  }

  /** The host name of the registry. */
  String host() {
    return label;
  }

  /** A call at the registry's own host, by one of its users or robots; null for nobody. */
  HttpCall at(@Nullable String user, String method, String path) {
    var call = berth.call(method, path, label);
    return user == null
        ? call
        : call.basic(user, Objects.requireNonNull(passwords.get(user), user));
  }

  /** A user with a password. */
  void user(String name) {
    passwords.put(name, "Secret-1234");
    create(
        "user." + name,
        "/users",
        "{'username':'%1$s','email':'%1$s@example.test','realname':'%1$s','password':'Secret-1234'}"
            .formatted(name));
  }

  void project(String name, boolean open) {
    create(
        "project." + name,
        "/projects",
        "{'project_name':'%s','metadata':{'public':'%s'}}".formatted(name, open));
    made.put(
        "project." + name,
        at("boss", "GET", API + "/projects/" + name).json(200).path("project_id").asText());
  }

  void member(String project, String user) {
    create(
        "member." + user,
        "/projects/" + project + "/members",
        "{'role_id':2,'member_user':{'username':'%s'}}".formatted(user));
  }

  void group(String name) {
    create("group." + name, "/usergroups", "{'group_name':'%s','group_type':4}".formatted(name));
  }

  void role(String name) {
    create("role." + name, "/roles", "{'role_name':'%s','permissions':[]}".formatted(name));
  }

  /** Where the registry's events go besides. */
  void auditTarget(String name) {
    create(
        "target." + name,
        "/audit-log-targets",
        "{'name':'%s','kind':'syslog-udp','address':'127.0.0.1:9','enabled':false}"
            .formatted(name));
  }

  void robot(String project, String name) {
    var robot =
        at("boss", "POST", API + "/robots")
            .json(
                ("{'name':'%s','level':'project','duration':7,'permissions':[{'kind':'project',"
                        + "'namespace':'%s','access':[{'resource':'repository','action':'pull'},"
                        + "{'resource':'repository','action':'push'}]}]}")
                    .formatted(name, project))
            .json(201);
    made.put("robot." + name, robot.path("id").asText());
    passwords.put("robot$" + project + "+" + name, robot.path("secret").asText());
  }

  void accessToken(String user) {
    var token =
        at(user, "POST", API + "/users/current/access-tokens")
            .json("{'name':'laptop','level':'pull'}")
            .json(201);
    made.put("token." + user, token.path("id").asText());
  }

  /** Pushes an image of one layer. */
  void image(String repository, String tag, String layer) {
    blob(repository, CONFIG);
    blob(repository, layer.getBytes(UTF_8));
    at("boss", "PUT", "/v2/" + repository + "/manifests/" + tag)
        .header("Content-Type", MediaType.OCI_MANIFEST)
        .body(manifest(layer))
        .text(201);
  }

  void blob(String repository, byte[] bytes) {
    at("boss", "POST", "/v2/" + repository + "/blobs/uploads/?digest=" + digest(bytes))
        .header("Content-Type", "application/octet-stream")
        .body(bytes)
        .text(201);
  }

  /** Begins an upload that is left open. */
  void upload(String repository) {
    var begun = at("boss", "POST", "/v2/" + repository + "/blobs/uploads/").send();
    made.put("upload", last(begun.headers().firstValue("Location").orElseThrow()));
  }

  static byte[] manifest(String layer) {
    return """
        {"schemaVersion":2,"mediaType":"%s",
        "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
        "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}"""
        .formatted(
            MediaType.OCI_MANIFEST,
            digest(CONFIG),
            CONFIG.length,
            digest(layer.getBytes(UTF_8)),
            layer.length())
        .getBytes(UTF_8);
  }

  /** A tar archive of one file, compressed. */
  private static byte[] archive(String name, String text) {
    var header = new byte[512];
    System.arraycopy(name.getBytes(UTF_8), 0, header, 0, name.length());
    var size = "%011o\0".formatted(text.length()).getBytes(UTF_8);
    System.arraycopy(size, 0, header, 124, size.length);
    header[156] = '0';
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(header);
      gzip.write(Arrays.copyOf(text.getBytes(UTF_8), 512));
      gzip.write(new byte[1024]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** An image of this config and a chart of this layer, which are said to lie elsewhere. */
  static List<byte[]> manifestsNaming(String digest) {
    var there = "\"digest\":\"" + digest + "\",\"size\":100,\"urls\":[\"https://example.test/b\"]}";
    var here = "\"digest\":\"" + digest(CONFIG) + "\",\"size\":" + CONFIG.length + "}";
    return List.of(
        naming(
            "application/vnd.oci.image.config.v1+json", there, "vnd.oci.image.layer.v1.tar", here),
        naming(
            "application/vnd.cncf.helm.config.v1+json",
            here,
            "vnd.cncf.helm.chart.content.v1.tar+gzip",
            there),
        naming(
            "application/vnd.oci.image.config.v1+json",
            here,
            "vnd.oci.image.layer.nondistributable.v1.tar",
            there));
  }

  private static byte[] naming(String type, String config, String layerType, String layer) {
    return ("{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{\"mediaType\":\"%s\",%s,"
            + "\"layers\":[{\"mediaType\":\"application/%s\",%s]}")
        .formatted(MediaType.OCI_MANIFEST, type, config, layerType, layer)
        .getBytes(UTF_8);
  }

  static String digest(byte[] bytes) {
    return Digest.of(Digest.Algorithm.SHA256, bytes).toString();
  }

  static JsonNode json(byte[] bytes) {
    try {
      return Json.tree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void create(String what, String path, String body) {
    var answer = at("boss", "POST", API + path).json(body).send();
    if (answer.statusCode() != 201) {
      throw new AssertionError(path + " " + answer.statusCode() + new String(answer.body(), UTF_8));
    }
    made.put(what, last(answer.headers().firstValue("Location").orElseThrow()));
  }

  private static String last(String location) {
    return List.of(location.split("[/?]", -1)).stream()
        .filter(part -> !part.isEmpty() && !part.contains("="))
        .reduce((_, next) -> next)
        .orElseThrow();
  }
}
