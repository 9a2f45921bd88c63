package io.berth.server.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * docker's {@code config.json}, which podman, skopeo, buildah, helm and oras read too. Credentials
 * go to the helper it names for the registry ({@code credHelpers}, {@code credsStore}), else into
 * {@code auths}.
 */
public final class DockerConfig {
  private static final int LIMIT_SECONDS = 60;

  private final PrivateFile file;
  private final Path path;
  private final CredentialFile own;

  /**
   * @param environment DOCKER_CONFIG, or HOME
   */
  public DockerConfig(Map<String, String> environment) {
    var folder = environment.get("DOCKER_CONFIG");
    this.path =
        (folder == null || folder.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", "."), ".docker")
                : Path.of(folder))
            .resolve("config.json");
    this.file = new PrivateFile(path);
    this.own = new CredentialFile(environment);
  }

  /** The credentials for a registry, empty when there are none. */
  public Optional<Credential> get(String registry) throws IOException, InterruptedException {
    var config = file.read();
    var helper = helper(config, registry);
    if (helper.isEmpty()) {
      return decoded(config.path("auths").path(registry).path("auth").asText(""));
    }
    if (helper.get().equals("berth")) {
      return own.get(registry);
    }
    var answer = run(helper.get(), "get", registry);
    if (answer.exit() != 0) {
      return Optional.empty();
    }
    try {
      var found = Json.tree(answer.out().getBytes(StandardCharsets.UTF_8));
      return Optional.of(
          new Credential(found.path("Username").asText(), found.path("Secret").asText()));
    } catch (FaultException _) {
      return Optional.empty();
    }
  }

  /** Keeps credentials; the answer says where, for the person. */
  public String store(String registry, Credential credential)
      throws IOException, InterruptedException {
    var helper = helper(file.read(), registry);
    if (helper.isEmpty()) {
      var pair = credential.username() + ":" + credential.secret();
      var auth = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      file.change(config -> config.withObject("/auths").putObject(registry).put("auth", auth));
      return path.toString();
    }
    if (helper.get().equals("berth")) {
      own.store(registry, credential);
    } else {
      var body =
          Map.of(
              "ServerURL",
              registry,
              "Username",
              credential.username(),
              "Secret",
              credential.secret());
      run(helper.get(), "store", Json.text(body)).orThrow();
    }
    // docker lists who it knows there, without a secret.
    file.change(config -> config.withObject("/auths").putObject(registry));
    return "the credential helper docker-credential-" + helper.get();
  }

  /** Forgets the credentials. */
  public void erase(String registry) throws IOException, InterruptedException {
    var helper = helper(file.read(), registry);
    if (helper.isPresent()) {
      if (helper.get().equals("berth")) {
        own.erase(registry);
      } else {
        run(helper.get(), "erase", registry);
      }
    }
    file.change(
        config -> {
          if (config.path("auths") instanceof ObjectNode auths) {
            auths.remove(registry);
          }
        });
  }

  private static Optional<String> helper(ObjectNode config, String registry) throws IOException {
    var named =
        config.path("credHelpers").path(registry).asText(config.path("credsStore").asText(""));
    if (!named.isEmpty() && !named.matches("[A-Za-z0-9_.-]+")) {
      throw new IOException("docker's configuration names a strange credential helper");
    }
    return Optional.of(named).filter(name -> !name.isEmpty());
  }

  private static Optional<Credential> decoded(String auth) {
    try {
      var pair = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8).split(":", 2);
      return pair.length == 2 ? Optional.of(new Credential(pair[0], pair[1])) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private record Ran(String program, int exit, String out) {
    void orThrow() throws IOException {
      if (exit != 0) {
        throw new IOException(program + " refused: " + DeviceClient.printable(out));
      }
    }
  }

  private static Ran run(String helper, String word, String input)
      throws IOException, InterruptedException {
    var program = "docker-credential-" + helper;
    Process process;
    try {
      process =
          new ProcessBuilder(program, word).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new IOException(
          "docker's configuration names the credential helper " + program + ", which is not there",
          e);
    }
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(program + " does not answer");
    }
    return new Ran(program, process.exitValue(), out);
  }
}
