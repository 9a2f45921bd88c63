package io.berth.harbor.audit;

import static io.berth.harbor.HarborCalls.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events in a real rsyslog, as docs/guide/audit.md sets it up; left out where Debian's rsyslog and
 * rsyslog-gnutls are not installed.
 */
final class RsyslogTest {
  private static final Path PROGRAM = Path.of("/usr/sbin/rsyslogd");

  private static final String CONFIGURATION =
      """
      global(workDirectory="FOLDER" defaultNetstreamDriverCAFile="FOLDER/cert.pem"
        defaultNetstreamDriverCertFile="FOLDER/cert.pem"
        defaultNetstreamDriverKeyFile="FOLDER/key.pem")
      module(load="imtcp")
      module(load="imudp")
      module(load="mmjsonparse")
      template(name="parsed" type="list") {
        property(name="pri") constant(value="|")
        property(name="timestamp" dateFormat="rfc3339") constant(value="|")
        property(name="hostname") constant(value="|")
        property(name="app-name") constant(value="|")
        property(name="msgid") constant(value="|")
        property(name="structured-data") constant(value="|")
        property(name="$!berth!username") constant(value="|")
        property(name="$!berth!resource") constant(value="\\n")
      }
      ruleset(name="berth") {
        action(type="mmjsonparse" container="$!berth")
        action(type="omfile" file="FOLDER/events" template="parsed")
      }
      input(type="imtcp" port="0" address="127.0.0.1" listenPortFileName="FOLDER/tcp.port"
        ruleset="berth")
      input(type="imtcp" port="0" address="127.0.0.1" listenPortFileName="FOLDER/tls.port"
        ruleset="berth" streamDriver.name="gtls" streamDriver.mode="1"
        streamDriver.authMode="anon")
      input(type="imudp" port="0" address="127.0.0.1" ruleset="berth")
      """;

  /** 127.0.0.1 as the kernel writes it. */
  private static final String LOOPBACK = "0100007F:";

  @TempDir Path folder = Path.of("");
  private HarborCalls harbor;
  private Process rsyslog;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        Files.isExecutable(PROGRAM) && isWithTls(),
        "rsyslog is not installed: apt-get install rsyslog rsyslog-gnutls, or dev/install-tools");
    makeCertificate();
    Files.writeString(folder.resolve("conf"), CONFIGURATION.replace("FOLDER", folder.toString()));
    rsyslog =
        new ProcessBuilder(
                PROGRAM.toString(),
                "-n",
                "-f",
                folder.resolve("conf").toString(),
                "-i",
                folder.resolve("pid").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    harbor = new HarborCalls(Dialect.SQLITE);
  }

  /** GnuTLS does not read the keys that Java writes. */
  private void makeCertificate() throws IOException, InterruptedException {
    var openssl =
        new ProcessBuilder(
                ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
                        + " -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost"
                        + " -addext subjectAltName=DNS:localhost")
                    .split(" ", -1))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    var said = new String(openssl.getInputStream().readAllBytes(), UTF_8);
    assertThat(openssl.waitFor()).as(said).isZero();
  }

  private static boolean isWithTls() throws IOException {
    try (var libraries = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
      for (var library : libraries) {
        if (Files.exists(library.resolve("rsyslog/lmnsd_gtls.so"))) {
          return true;
        }
      }
    }
    return false;
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (harbor != null) {
      harbor.close();
    }
    if (rsyslog != null) {
      rsyslog.destroy();
      if (!rsyslog.waitFor(10, TimeUnit.SECONDS)) {
        rsyslog.destroyForcibly();
      }
    }
  }

  private int port(String name) throws Exception {
    var file = folder.resolve(name + ".port");
    return Integer.parseInt(
        Await.until(
                "rsyslog listens: " + Files.readString(folder.resolve("log")),
                () -> Files.exists(file) ? Files.readString(file) : "",
                text -> !text.isBlank())
            .strip());
  }

  /** rsyslog writes no file with the port of its datagrams; the kernel knows it. */
  private int udpPort() throws Exception {
    var process = Path.of("/proc", String.valueOf(rsyslog.pid()));
    return Await.until("rsyslog takes datagrams", () -> udpPort(process), found -> found > 0);
  }

  private static int udpPort(Path process) throws IOException {
    var sockets = new HashSet<String>();
    try (var files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (var file : files) {
        sockets.add(Files.readSymbolicLink(file).toString());
      }
    } catch (NoSuchFileException _) {
      return 0; // it closed something as it starts
    }
    return Files.readAllLines(process.resolve("net/udp")).stream()
        .map(line -> line.strip().split("\\s+", -1))
        .filter(columns -> columns.length > 9 && sockets.contains("socket:[" + columns[9] + "]"))
        .map(columns -> columns[1])
        .filter(address -> address.startsWith(LOOPBACK))
        .map(address -> Integer.parseInt(address.substring(LOOPBACK.length()), 16))
        .findFirst()
        .orElse(0);
  }

  private String target(String kind, String address, String more) {
    var answer =
        harbor
            .call("POST", "/audit-log-targets")
            .as("boss")
            .json(
                "{'name':'%1$s','kind':'%1$s','address':'%2$s'%3$s}".formatted(kind, address, more))
            .send();
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(201);
    return header(answer, "Location").substring(HarborCalls.API.length());
  }

  private String state() throws IOException {
    return harbor.get("/audit-log-targets").as("boss").text(200)
        + Files.readString(folder.resolve("log"));
  }

  private List<String> events(String resource) throws IOException {
    var file = folder.resolve("events");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().filter(it -> it.endsWith("|dev|" + resource)).toList()
        : List.of();
  }

  @Test
  void eventsAreUnderstoodOverUdpTcpAndTls() throws Exception {
    target("syslog-udp", "127.0.0.1:" + udpPort(), "");
    target("syslog-tcp", "127.0.0.1:" + port("tcp"), "");
    target(
        "syslog-tls",
        "localhost:" + port("tls"),
        ",'certificates':'%s'"
            .formatted(Files.readString(folder.resolve("cert.pem")).replace("\n", "\\n")));
    assertThat(harbor.project("dev", "team", false).statusCode()).isEqualTo(201);

    Await.until(
        "all came", () -> events("team").size() + " events, " + state(), it -> it.startsWith("3 "));
    assertThat(events("team"))
        .allMatch(
            line ->
                line.matches(
                    "110\\|20[^|]+\\|[a-z0-9]{8}\\|berth\\|create_project"
                        + "\\|\\[origin software=\"Berth\"]\\|dev\\|team"));
  }
}
