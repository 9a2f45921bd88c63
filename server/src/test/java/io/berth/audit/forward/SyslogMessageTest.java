package io.berth.audit.forward;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.audit.AuditLog;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SyslogMessageTest {
  private static final Instant TIME = Instant.parse("2026-12-01T10:00:00.123456789Z");
  private final RegistryId id = RegistryId.random();
  private final RegistryNames.Named registry = new RegistryNames.Named(id, "Ünder", "abcd1234");

  private AuditLog.Event event(String resource, boolean succeeded, String agent) {
    return new AuditLog.Event(
        id,
        "team",
        "dev",
        resource,
        "artifact",
        "create",
        "create artifact: " + resource,
        succeeded,
        new AuditLog.Origin("192.0.2.1", agent));
  }

  private String message(AuditLog.Event event) {
    return new String(SyslogMessage.of(AuditRecord.of(event, TIME), "x-1", registry), US_ASCII);
  }

  @Test
  void anEventIsAMessageOfRfc5424WithItsJson() throws IOException {
    var message = message(event("team/app:v1", true, "docker"));

    assertThat(message)
        .startsWith(
            "<110>1 2026-12-01T10:00:00.123456Z abcd1234 berth - create_artifact"
                + " [origin software=\"Berth\"] @cee: {\"id\":\"x-1\",");
    var told = LogServer.event(message);
    assertThat(told.path("registry").asText()).isEqualTo(id.value());
    assertThat(told.path("registry_name").asText()).isEqualTo("Ünder");
    assertThat(told.path("op_time").asText()).isEqualTo("2026-12-01T10:00:00.123456Z");
    assertThat(told.path("operation_result").asBoolean()).isTrue();
    assertThat(told.path("client_address").asText()).isEqualTo("192.0.2.1");
    assertThat(told.path("project").asText()).isEqualTo("team");
  }

  @Test
  void whatFailedIsAWarning() {
    assertThat(message(event("a", false, ""))).startsWith("<108>1 ");
  }

  /** Nobody who reads lines, or characters of a terminal, finds anything in it. */
  @Test
  void whateverStrangersChooseStaysWithinOneLineOfAscii() throws IOException {
    var hostile = "a\n<0>1 forged\r\0\u001b[31m\u2028\u202e\u007fé";
    var message = message(event(hostile, true, hostile));

    assertThat(message.chars().allMatch(c -> c >= ' ' && c <= '~')).isTrue();
    assertThat(LogServer.event(message).path("resource").asText()).isEqualTo(hostile);
  }

  @Test
  void aMessageIsNoLongerThanServersTake() throws IOException {
    var message = message(event("é".repeat(5_000), true, "ü".repeat(5_000)));

    assertThat(message.length()).isLessThanOrEqualTo(SyslogMessage.MOST_BYTES);
    assertThat(LogServer.event(message).path("resource").asText()).endsWith("…");
  }

  @Test
  void aFrameBeginsWithItsLength() {
    assertThat(new String(SyslogMessage.counted("hello".getBytes(US_ASCII)), US_ASCII))
        .isEqualTo("5 hello");
  }
}
