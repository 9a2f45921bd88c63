package io.berth.clients;

import static java.util.Map.entry;

import io.berth.client.Content;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Json;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One program's server, the administrator of its first registry, and a folder that is the program's
 * home: no login, configuration or cache of this machine is seen or changed.
 */
public final class Stand implements AutoCloseable {
  private final BerthProcess berth;
  private final Tenant tenant;
  private final Path home;

  private Stand(BerthProcess berth, Tenant tenant, Path home) {
    this.berth = berth;
    this.tenant = tenant;
    this.home = home;
  }

  /** Starts a server for the program of this name. */
  public static Stand of(String program) throws IOException {
    return of(program, Map.of());
  }

  /** The same with settings from the environment ({@code BERTH_*}). */
  public static Stand of(String program, Map<String, String> settings) throws IOException {
    var berth = BerthProcess.start(settings);
    try {
      return new Stand(berth, Tenant.first(berth), Workspace.scratch("clients-" + program));
    } catch (IOException | RuntimeException | Error e) {
      berth.close();
      throw e;
    }
  }

  public BerthProcess berth() {
    return berth;
  }

  public Tenant tenant() {
    return tenant;
  }

  /**
   * Host and port of the registry, as a reference to an image begins. The name below {@code
   * localhost} is one that static Go programs do not find.
   */
  public String host() {
    return berth.host();
  }

  /** Where the registry's pages and its Harbor API are. */
  public String url() {
    return "http://" + host();
  }

  /** Where the control API is for its clients, over TLS with the server's own authority. */
  public String control() {
    return "https://localhost:" + berth.tlsPort() + "/1.0";
  }

  public String user() {
    return tenant.user();
  }

  public String password() {
    return tenant.password();
  }

  public Path home() {
    return home;
  }

  /** A command in the program's home. */
  public Command command(String... words) {
    return Command.of(List.of(words)).in(home).with(environment(Map.of()));
  }

  /** The variables every program gets, and more. */
  public Map<String, String> environment(Map<String, String> more) {
    var all =
        new HashMap<>(
            Map.of(
                "TERM", "dumb",
                "HOME", home.toString(),
                "XDG_CONFIG_HOME", home.resolve(".config").toString(),
                "XDG_CACHE_HOME", home.resolve(".cache").toString(),
                "XDG_DATA_HOME", home.resolve(".local").toString(),
                "DOCKER_CONFIG", home.resolve(".docker").toString(),
                "SSL_CERT_FILE", berth.bootstrap().caFile().toString(),
                "NO_COLOR", "1"));
    all.putAll(more);
    return all;
  }

  /**
   * Pushes a small image.
   *
   * @param reference as in {@code project/repository:tag}
   */
  public void image(String reference) throws IOException {
    int colon = reference.lastIndexOf(':');
    var repository = tenant.repository(reference.substring(0, colon));
    try (var _ = repository.client()) {
      var layer = reference.getBytes(StandardCharsets.UTF_8);
      var config = "{\"architecture\":\"amd64\",\"os\":\"linux\"}".getBytes(StandardCharsets.UTF_8);
      repository.push(layer);
      repository.push(config);
      var manifest =
          Content.manifest(
              Content.Descriptor.of(Content.CONFIG, config),
              List.of(Content.Descriptor.of(Content.LAYER, layer)));
      repository.putManifest(reference.substring(colon + 1), manifest).must(201);
    }
  }

  /**
   * Lets the registry's people sign in at a provider from now on; its local users are gone then,
   * and {@link #user} with them.
   */
  public void signInAt(String issuer) throws IOException {
    var bootstrap = berth.bootstrap();
    var provider =
        Map.of(
            "name", "provider",
            "endpoint", issuer,
            "clientId", "berth",
            "clientSecret", "secret",
            "scope", "openid",
            "verifyCert", false);
    try (var control = Tenant.control(berth)) {
      control
          .post(
              "/v1/cloud/project/%s/containerRegistry/%s/openIdConnect"
                  .formatted(bootstrap.serviceName(), bootstrap.registryId()),
              Json.write(Map.of("deleteUsers", true, "provider", provider)))
          .must(200);
    }
  }

  /** What scripts call these things. */
  Map<String, String> names() {
    var bootstrap = berth.bootstrap();
    return Map.ofEntries(
        entry("host", host()),
        entry("url", url()),
        entry("user", user()),
        entry("password", password()),
        entry("home", home.toString()),
        entry("control", control()),
        entry("service", bootstrap.serviceName()),
        entry("registry", bootstrap.registryId()),
        entry("key", bootstrap.applicationKey()),
        entry("secret", bootstrap.applicationSecret()),
        entry("consumer", bootstrap.consumerKey()));
  }

  @Override
  public void close() {
    berth.close();
  }
}
