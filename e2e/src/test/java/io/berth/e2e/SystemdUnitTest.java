package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Daemon;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** deploy/systemd/berth.service, as systemd reads it, and the line in it that starts the server. */
final class SystemdUnitTest {
  private static final Path UNIT = Workspace.REPOSITORY.resolve("deploy/systemd/berth.service");
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

  /** As systemd counts what a service could do beyond its work, from 0 to 100. */
  private static final int EXPOSURE = 20;

  @Test
  void systemdFindsNothingWrongAndLittleExposed() throws IOException {
    assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not installed");
    var said = Command.of(ANALYZE.toString(), "--version").run().out();
    int version = Integer.parseInt(said.replaceFirst("(?s)\\D*(\\d+).*", "$1"));
    assumeTrue(version >= 250, "systemd-analyze before 250 judges no file");

    // Only a program that is there passes: here, this Java.
    var unit = Workspace.scratch("systemd").resolve("berth.service");
    Files.writeString(unit, Workspace.read(UNIT).replace("/usr/bin/java", java()));
    var verified = Command.of(ANALYZE.toString(), "verify", unit.toString()).run();
    assertThat(verified.err().lines().filter(line -> line.contains("berth"))).isEmpty();
    Command.of(ANALYZE.toString(), "security", "--offline=true", "--threshold=" + EXPOSURE)
        .and(unit.toString())
        .run()
        .ok();
  }

  @Test
  void itsLineStartsAServerAndSigtermEndsItWithZero() throws IOException {
    var folder = Workspace.scratch("unit");
    var program = Files.createDirectories(folder.resolve("opt"));
    Files.copy(BerthProcess.jar(), program.resolve("berth.jar"));
    Files.copy(
        Workspace.REPOSITORY.resolve("server/java.options"), program.resolve("java.options"));
    int port = Ports.take();
    var variables =
        Map.of(
            "BERTH_DATA", folder.resolve("data").toString(),
            "BERTH_PORT", String.valueOf(port),
            "BERTH_TLS_PORT", "0",
            "JDK_JAVA_OPTIONS", said("Environment=\"JDK_JAVA_OPTIONS=").replaceFirst("\"$", ""));
    var line =
        said("ExecStart=").replace("/usr/bin/java", java()).replace("/opt/berth", program + "");

    try (var server = Daemon.start(folder, variables, List.of(line.split(" ")))) {
      server.await(
          "ready server", Duration.ofMinutes(2), () -> server.log().contains("Berth is ready"));
      assertThat(server.stop()).isZero();
    }
  }

  private static String said(String begin) {
    return Workspace.read(UNIT)
        .lines()
        .filter(line -> line.startsWith(begin))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + begin))
        .substring(begin.length());
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
