package io.berth.image;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An image's configuration, as the OCI image specification has it; {@code Healthcheck} is Docker's,
 * and others leave it alone.
 */
record ImageConfig(
    String created, String architecture, String os, Run config, RootFs rootfs, List<Step> history) {

  record Run(
      @JsonProperty("User") String user,
      @JsonProperty("ExposedPorts") Map<String, Map<String, String>> ports,
      @JsonProperty("Env") List<String> environment,
      @JsonProperty("Entrypoint") List<String> entrypoint,
      @JsonProperty("Cmd") List<String> words,
      @JsonProperty("Volumes") Map<String, Map<String, String>> volumes,
      @JsonProperty("WorkingDir") String folder,
      @JsonProperty("Labels") Map<String, String> labels,
      @JsonProperty("StopSignal") String stop,
      @JsonProperty("Healthcheck") Healthcheck healthcheck) {}

  /** Times in nanoseconds. */
  record Healthcheck(
      @JsonProperty("Test") List<String> test,
      @JsonProperty("Interval") long interval,
      @JsonProperty("Timeout") long timeout,
      @JsonProperty("StartPeriod") long startPeriod) {}

  record RootFs(String type, @JsonProperty("diff_ids") List<String> diffIds) {}

  record Step(String created, @JsonProperty("created_by") String by) {}

  private static final long SECOND = 1_000_000_000L;

  /** What of the JVM's memory an operator changes, as one variable that replaces this one. */
  private static final String MEMORY =
      "-Xmx320m -XX:MaxDirectMemorySize=256m -Dio.netty.maxDirectMemory=" + (256 << 20);

  static ImageConfig of(String architecture, String version, Instant time, List<Layer> layers) {
    var run =
        new Run(
            RootFileSystem.USER + ":" + RootFileSystem.USER,
            Map.of("8080/tcp", Map.of(), "8443/tcp", Map.of()),
            List.of(
                "PATH=/usr/bin",
                "LANG=C.UTF-8",
                "JDK_JAVA_OPTIONS=" + MEMORY,
                "SQLITE_TMPDIR=/data",
                "BERTH_DATA=/data",
                "BERTH_LISTEN=0.0.0.0"),
            List.of("/usr/bin/berth"),
            List.of("serve"),
            Map.of("/data", Map.of()),
            "/etc/berth",
            labels(version),
            "SIGTERM",
            new Healthcheck(
                List.of("CMD", "/usr/bin/berth", "health"), 30 * SECOND, 10 * SECOND, 60 * SECOND));
    var steps = layers.stream().map(_ -> new Step(time.toString(), "./berth image")).toList();
    return new ImageConfig(
        time.toString(),
        architecture,
        "linux",
        run,
        new RootFs("layers", Layer.diffIds(layers)),
        steps);
  }

  /** The same words as annotations of the manifest and labels of the image. */
  static Map<String, String> labels(String version) {
    return Map.of(
        "org.opencontainers.image.title", "Berth",
        "org.opencontainers.image.description",
            "A managed private registry that a team runs itself",
        "org.opencontainers.image.version", version,
        "org.opencontainers.image.licenses", "Apache-2.0");
  }
}
