package io.berth.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import io.berth.http.message.Json;
import io.berth.http.message.LogText;
import io.berth.sql.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and agents that try to write log lines of their own, or onto the reader's terminal. */
final class LogForgingTest {
  private static final String FORGED =
      "x\r\n2026-01-01T00:00:00.000Z INFO  access: id=forged\u001b[2J\u0085\u2028\u2029\u202e\ufeff"
          + "\u009b31m\0\u007f\ud800";

  @TempDir Path folder = Path.of("");

  private static void assertPlain(String text) {
    assertThat(text.chars().filter(c -> c < ' ' || (c > '~' && c < 0xa0)).toArray()).isEmpty();
    assertThat(text)
        .doesNotContain("\u2028", "\u2029", "\u202e", "\ufeff", "\ud800")
        .contains("\\u001b[2J");
  }

  @Test
  void whatCannotBeSeenIsWrittenAsItsNumber() {
    assertPlain(LogText.plain(FORGED));
    assertThat(LogText.plain("Zoë Müller 木 \ud83d\ude00 a\\b"))
        .isEqualTo("Zoë Müller 木 \ud83d\ude00 a\\b");
    assertThat(LogText.plain("\udb40\udc41")).isEqualTo("\\udb40\\udc41");
  }

  @Test
  void insideJsonItIsTheSameText() throws IOException {
    var text = "a\u009b\u2028\u202eb\u007f";
    var json = LogText.plain(Json.text(List.of(text)));

    assertThat(json).doesNotContain("\u009b", "\u2028", "\u202e", "\u007f");
    assertThat(Json.tree(json.getBytes(UTF_8)).path(0).asText()).isEqualTo(text);
  }

  @Test
  void everyLineOfTheLogIsTheProgramsOwn() throws JoranException {
    var written = new ByteArrayOutputStream();
    var stderr = System.err;
    var context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.start();
    System.setErr(new PrintStream(written, true, UTF_8));
    try {
      var configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(Path.of("src/main/resources/logback.xml").toFile());
      var cause = new IllegalArgumentException(FORGED, new IOException(FORGED));
      cause.addSuppressed(new IllegalStateException(FORGED));
      context.getLogger("io.berth.x").warn("request {} of {}", "1", FORGED, cause);
    } finally {
      context.stop();
      System.setErr(stderr);
    }

    var lines = written.toString(UTF_8).lines().toList();
    assertThat(lines.getFirst()).contains(" WARN  x: request 1 of x\\u000d\\u000a2026-01-01");
    assertThat(lines).filteredOn(line -> line.contains("forged")).hasSize(4);
    assertThat(lines.stream().skip(1))
        .allMatch(
            line ->
                line.matches(
                    "\t*(at .*|\\.\\.\\. .*|((Caused by|Suppressed): )?java\\..*: x\\\\u000d.*)"));
    lines.stream()
        .filter(line -> line.contains("forged"))
        .map(String::strip)
        .forEach(LogForgingTest::assertPlain);
  }

  @Test
  void downloadedAccessLogsHoldNoControlCharacters() throws Exception {
    try (var berth = new RunningBerth(Dialect.SQLITE, folder)) {
      berth
          .call("PUT", berth.registry() + "/accessLog/setting")
          .as("root")
          .json("{'days':7}")
          .text(200);
      var agent = "agent \u009b31m\u0085 end";
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), berth.port())) {
        socket
            .getOutputStream()
            .write(
                ("GET /v2/ HTTP/1.1\r\nHost: localhost\r\nUser-Agent: "
                        + agent
                        + "\r\nConnection: close\r\n\r\n")
                    .getBytes(ISO_8859_1));
        socket.getInputStream().readAllBytes();
      }
      try (var lines =
          berth
              .call("GET", berth.registry() + "/accessLog?follow=true&after=0")
              .as("root")
              .lines(200)) {
        var line = lines.filter(it -> it.contains("agent ")).findFirst().orElseThrow();
        assertThat(line).contains("agent \\u009b31m\\u0085 end");
      }
    }
  }
}
