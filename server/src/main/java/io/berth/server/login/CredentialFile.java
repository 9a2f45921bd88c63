package io.berth.server.login;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where docker-credential-berth keeps credentials: {@code ~/.config/berth/credentials.json}. */
public final class CredentialFile {
  private final PrivateFile file;

  /**
   * @param environment XDG_CONFIG_HOME, or HOME
   */
  public CredentialFile(Map<String, String> environment) {
    var config = environment.get("XDG_CONFIG_HOME");
    var folder =
        config == null || config.isEmpty()
            ? Path.of(environment.getOrDefault("HOME", "."), ".config")
            : Path.of(config);
    this.file = new PrivateFile(folder.resolve("berth").resolve("credentials.json"));
  }

  public Optional<Credential> get(String server) throws IOException {
    var found = file.read().path(RegistryHost.withoutScheme(server));
    return found.isObject()
        ? Optional.of(
            new Credential(found.path("username").asText(), found.path("secret").asText()))
        : Optional.empty();
  }

  public void store(String server, Credential credential) throws IOException {
    file.change(
        content ->
            content
                .putObject(RegistryHost.withoutScheme(server))
                .put("username", credential.username())
                .put("secret", credential.secret()));
  }

  /** Forgets; nothing happens where nothing is known. */
  public void erase(String server) throws IOException {
    file.change(content -> content.remove(RegistryHost.withoutScheme(server)));
  }

  /** User names by server. */
  public Map<String, String> list() throws IOException {
    var names = new TreeMap<String, String>();
    file.read()
        .properties()
        .forEach(it -> names.put(it.getKey(), it.getValue().path("username").asText()));
    return names;
  }
}
