package io.berth.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.http.message.AddressRange;
import io.berth.storage.s3.S3Address;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
  @TempDir Path folder;

  @Test
  void everySettingWithADefaultMakesSenseWithoutAnybodySettingIt() {
    var settings = Settings.of(load(Map.of(), Map.of()));

    assertThat(settings.data()).isEqualTo(Path.of("./data"));
    assertThat(settings.ephemeral()).isFalse();
    assertThat(settings.listeners()).isEqualTo(new Settings.Listeners("127.0.0.1", 8080, 8443));
    assertThat(settings.naming().registryHost()).isEqualTo("{id}.localhost:{port}");
    assertThat(settings.naming().publicUrl()).isEmpty();
    assertThat(settings.database().url()).isEmpty();
    assertThat(settings.blobs().place()).isEqualTo(new BlobSettings.Folder(Optional.empty()));
    assertThat(settings.blobs().redirected()).isEmpty();
    assertThat(settings.blobs().reserve()).isEqualTo(256L << 20);
    assertThat(settings.networks().trustedProxies()).isEmpty();
    assertThat(settings.networks().metrics()).hasSize(2);
    assertThat(settings.drainTime()).isEqualTo(Duration.ofSeconds(25));
  }

  @Test
  void aFlagWinsOverTheEnvironmentOverTheFileOverTheDefault() throws IOException {
    yaml("port: 1001\ntls-port: 1002\nlisten: 127.0.0.3\n");
    var environment = Map.of("BERTH_PORT", "2001", "BERTH_TLS_PORT", "2002");

    var values = load(Map.of("port", "3001"), environment);

    assertThat(values.get(Setting.PORT)).isEqualTo(new SettingSources.Found("3001", "flag"));
    assertThat(values.get(Setting.TLS_PORT))
        .isEqualTo(new SettingSources.Found("2002", "environment"));
    assertThat(values.get(Setting.LISTEN))
        .isEqualTo(new SettingSources.Found("127.0.0.3", "berth.yaml"));
    assertThat(values.get(Setting.DATA)).isEqualTo(new SettingSources.Found("./data", "default"));
  }

  @Test
  void aListInTheFileIsTheSameAsCommas() throws IOException {
    yaml("trusted-proxies:\n  - 10.0.0.0/8\n  - 192.168.1.1\n");

    assertThat(Settings.of(load(Map.of(), Map.of())).networks().trustedProxies())
        .isEqualTo(AddressRange.parseAll(List.of("10.0.0.0/8", "192.168.1.1")));
  }

  @Test
  void anUnknownKeyInTheFileStopsWithItsNameAndTheNearestKnownOne() throws IOException {
    yaml("tls-prot: 1\n");

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessage("unknown setting berth.yaml: tls-prot; did you mean tls-port?");
  }

  @Test
  void anUnknownVariableStopsWithItsNameAndTheNearestKnownOne() {
    assertThatThrownBy(() -> load(Map.of(), Map.of("BERTH_DATABSE", "x")))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "unknown setting BERTH_DATABSE in the environment; did you mean BERTH_DATABASE?");
  }

  @Test
  void theOldNameOfASettingStopsWithItsNewOne() throws IOException {
    var said = "is called outbound-networks now, and holds for webhooks too";
    assertThatThrownBy(() -> load(Map.of(), Map.of("BERTH_PROVIDER_NETWORKS", "any")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("BERTH_PROVIDER_NETWORKS in the environment " + said);
    assertThatThrownBy(() -> load(Map.of("provider-networks", "any"), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(said);
    yaml("provider-networks: any\n");
    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("berth.yaml: provider-networks " + said);
  }

  @Test
  void otherProgramsVariablesAreNotLookedAt() {
    assertThat(load(Map.of(), Map.of("PATH", "/bin", "BERTH_CACHE", "/c"))).isNotEmpty();
  }

  @Test
  void aFileThatIsNamedMustExist() {
    assertThatThrownBy(
            () ->
                SettingSources.load(
                    Map.of(), Map.of(), folder, Optional.of(Path.of("elsewhere.yaml"))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("elsewhere.yaml");
  }

  @Test
  void aFileThatIsNotYamlStopsTheStart() throws IOException {
    yaml("port: [1\n");

    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("not valid YAML");
  }

  @ParameterizedTest
  @CsvSource({
    "port, 70000",
    "port, http",
    "port, -1",
    "ephemeral, maybe",
    "public-url, berth.example.org",
    "public-url, https://berth.example.org/path",
    "registry-host, registry.example.org",
    "database, jdbc:mysql://db/berth",
    "storage, s3://ab",
    "storage, gs://bucket",
    "blob-redirect, sometimes",
    "drain-time, 30",
    "trusted-proxies, 10.0.0.0/33",
    "metrics-networks, everywhere",
    "outbound-networks, private",
    "drain-time, 31s",
    "log-level, loud",
    "otlp-endpoint, collector:4317",
    "otlp-endpoint, https://user:secret@collector",
    "trace-ratio, 2"
  })
  void aValueThatMakesNoSenseIsRefusedWithItsNameAndSource(String key, String value) {
    assertThatThrownBy(() -> Settings.of(load(Map.of(key, value), Map.of())))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(key + "=" + value + " (flag): ");
  }

  @Test
  void blobsMayLiveInABucketWithKeysOfItsOwn() {
    var values =
        Map.of(
            "storage", "s3://layers",
            "storage-access-key", "key",
            "storage-secret-key-file", "/run/secrets/s3",
            "blob-redirect", "10.0.0.0/8");
    var blobs = Settings.of(load(values, Map.of())).blobs();

    assertThat(blobs.place())
        .isEqualTo(
            new BlobSettings.Bucket(
                S3Address.parse("s3://layers"),
                Optional.of("key"),
                Optional.of(Path.of("/run/secrets/s3"))));
    assertThat(blobs.redirected()).isEqualTo(AddressRange.parseAll(List.of("10.0.0.0/8")));
    assertThatThrownBy(() -> Settings.of(load(Map.of("storage-access-key", "key"), Map.of())))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("set both");
  }

  @Test
  void aCertificateWithoutItsKeyIsRefused() {
    assertThatThrownBy(
            () -> Settings.of(load(Map.of("tls-certificate-file", "server.pem"), Map.of())))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("set both");
  }

  @Test
  void variablesOfOpenTelemetryCountWhereOursSayNothing() {
    var standard =
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318",
            "OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20abc, x-tenant = one",
            "OTEL_SERVICE_NAME", "",
            "OTEL_TRACES_SAMPLER_ARG", "0.25");
    var traces = Settings.of(load(Map.of(), standard)).traces();
    var ours = new HashMap<>(standard);
    ours.put("BERTH_OTLP_ENDPOINT", "https://ours.example.org/otlp");

    assertThat(traces.endpoint()).contains(URI.create("http://collector:4318"));
    assertThat(traces.headers())
        .isEqualTo(Map.of("authorization", "Bearer abc", "x-tenant", "one"));
    assertThat(traces.ratio()).isEqualTo(0.25);
    assertThat(traces.service()).isEqualTo("berth");
    assertThat(traces.toString()).doesNotContain("abc");
    assertThat(Settings.of(load(Map.of(), ours)).traces().endpoint())
        .contains(URI.create("https://ours.example.org/otlp"));
    assertThatThrownBy(
            () -> Settings.of(load(Map.of(), Map.of("OTEL_EXPORTER_OTLP_HEADERS", "abc"))))
        .isInstanceOf(UsageException.class)
        .hasMessage("otlp-headers=*** (environment): say name=value,name=value");
  }

  @Test
  void secretsAreMasked() {
    assertThat(Setting.MASTER_KEY.shown("c2VjcmV0")).isEqualTo("***");
    assertThat(Setting.DATABASE.shown("jdbc:postgresql://db/berth?user=b&password=geheim&ssl=true"))
        .isEqualTo("jdbc:postgresql://db/berth?user=b&password=***&ssl=true");
    assertThat(Setting.DATABASE.shown("jdbc:postgresql://b:geheim@db/berth"))
        .isEqualTo("jdbc:postgresql://b:***@db/berth");
  }

  private void yaml(String text) throws IOException {
    Files.writeString(folder.resolve("berth.yaml"), text);
  }

  private Map<Setting, SettingSources.Found> load(
      Map<String, String> flags, Map<String, String> environment) {
    return SettingSources.load(flags, environment, folder, Optional.empty());
  }
}
