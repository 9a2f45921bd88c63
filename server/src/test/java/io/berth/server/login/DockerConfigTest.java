package io.berth.server.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DockerConfigTest {
  private static final Credential ADA = new Credential("ada", "berth_pat_x");

  @TempDir Path home;
  private Path file = Path.of("");
  private DockerConfig config = new DockerConfig(Map.of());

  @BeforeEach
  void setUp() {
    var environment = Map.of("HOME", home.toString());
    file = home.resolve(".docker/config.json");
    config = new DockerConfig(environment);
  }

  @Test
  void withoutAHelperTheCredentialsStandInAFileOfTheOwnerAlone() throws Exception {
    assertThat(config.store("localhost:8080", ADA)).isEqualTo(file.toString());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    // base64 of ada:berth_pat_x
    assertThat(Files.readString(file)).contains("\"auth\" : \"YWRhOmJlcnRoX3BhdF94\"");
    assertThat(config.get("localhost:8080")).contains(ADA);
  }

  @Test
  void whatElseIsConfiguredStays() throws Exception {
    write("{\"auths\":{\"other\":{\"auth\":\"eDp5\"}},\"proxies\":{\"default\":{\"a\":1}}}");
    config.store("localhost:8080", ADA);
    config.erase("localhost:8080");

    assertThat(Files.readString(file).replaceAll("\\s", ""))
        .isEqualTo(
            "{\"auths\":{\"other\":{\"auth\":\"eDp5\"}},\"proxies\":{\"default\":{\"a\":1}}}");
  }

  @Test
  void aFileThatIsNotUnderstoodIsLeftAlone() throws Exception {
    write("{\"auths\": {");
    assertThatThrownBy(() -> config.store("localhost:8080", ADA))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mend or remove it");
    assertThat(Files.readString(file)).isEqualTo("{\"auths\": {");
  }

  @Test
  void aLinkToTheFileStaysALink() throws Exception {
    var real = Files.writeString(home.resolve("real.json"), "{}");
    Files.createDirectories(home.resolve(".docker"));
    Files.createSymbolicLink(file, real);
    config.store("localhost:8080", ADA);

    assertThat(file).isSymbolicLink();
    assertThat(Files.readString(real)).contains("localhost:8080");
  }

  @Test
  void ourOwnHelperKeepsTheSecretOutOfDockersFile() throws Exception {
    write("{\"credHelpers\":{\"localhost:8080\":\"berth\"}}");
    assertThat(config.store("localhost:8080", ADA)).endsWith("docker-credential-berth");

    assertThat(Files.readString(file))
        .contains("\"localhost:8080\" : { }")
        .doesNotContain("auth\"");
    var own = new CredentialFile(Map.of("HOME", home.toString()));
    assertThat(own.get("https://LOCALHOST:8080/")).contains(ADA);
    assertThat(own.list()).containsExactly(Map.entry("localhost:8080", "ada"));
    assertThat(config.get("localhost:8080")).contains(ADA);
    config.erase("localhost:8080");
    assertThat(own.list()).isEmpty();
  }

  @Test
  void aHelperThatIsNotThereIsNamed() throws Exception {
    write("{\"credsStore\":\"nowhere-to-be-found\"}");
    assertThatThrownBy(() -> config.store("localhost:8080", ADA))
        .hasMessageContaining("docker-credential-nowhere-to-be-found, which is not there");
  }

  @Test
  void aHelpersNameIsNoPath() throws Exception {
    write("{\"credsStore\":\"../../bin/evil\"}");
    assertThatThrownBy(() -> config.get("localhost:8080")).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://registry.example.org",
        "registry.example.org/team",
        "a b",
        "",
        "-x",
        "x:y"
      })
  void whatIsNoRegistryIsRefused(String text) {
    assertThatThrownBy(() -> RegistryHost.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void plainHttpIsOnlyTriedOnThisMachine() {
    assertThat(RegistryHost.parse("Registry.Example.org").bases().toString())
        .isEqualTo("[https://registry.example.org]");
    assertThat(RegistryHost.parse("localhost:8080").bases().toString())
        .isEqualTo("[https://localhost:8080, http://localhost:8080]");
    assertThat(RegistryHost.parse("https://demo.localhost:1/").bases())
        .isEqualTo(List.of(java.net.URI.create("https://demo.localhost:1")));
  }

  private void write(String text) throws IOException {
    Files.createDirectories(home.resolve(".docker"));
    Files.writeString(file, text);
  }
}
