package io.berth.harbor.audit;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.audit.forward.AuditTargets;
import io.berth.audit.forward.LogServer;
import io.berth.harbor.HarborCalls;
import io.berth.http.message.Json;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.ClosedPort;
import io.berth.testing.SelfSigned;
import io.berth.webhook.WebhookReceiver;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a registry's events go besides, from the target's making to its receiver. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class AuditTargetsTest {
  private static final String ALL = "/audit-log-targets";

  @Parameter Dialect dialect = Dialect.SQLITE;
  private HarborCalls harbor;

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  private HttpResponse<byte[]> make(String kind, String address, String more) {
    return harbor
        .call("POST", ALL)
        .as("boss")
        .json("{'name':'logs','kind':'%s','address':'%s'%s}".formatted(kind, address, more))
        .send();
  }

  /** The path of a target. */
  private String target(String kind, String address, String more) {
    var answer = make(kind, address, more);
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(201);
    return header(answer, "Location").substring(HarborCalls.API.length());
  }

  private HttpResponse<byte[]> configure(String change) {
    return harbor.call("PUT", "/configurations").as("boss").json(change).send();
  }

  private void happens(String project) {
    assertThat(harbor.project("dev", project, false).statusCode()).isEqualTo(201);
  }

  private JsonNode queue(String path) {
    return harbor.get(path).as("boss").json(200).path("queue");
  }

  private JsonNode log(String q) {
    return harbor.get("/auditlog-exts?q=" + q).as("boss").json(200);
  }

  @Test
  void eventsComeToASyslogServerInTheirOrder() throws Exception {
    try (var server = LogServer.tcp()) {
      var path = target("syslog-tcp", server.address(), "");
      for (int i = 0; i < 5; i++) {
        happens("team" + i);
      }

      for (int i = 0; i < 5; i++) {
        var event = LogServer.event(server.next("create_project"));
        assertThat(event.path("resource").asText()).isEqualTo("team" + i);
        assertThat(event.path("username").asText()).isEqualTo("dev");
        assertThat(event.path("operation_result").asBoolean()).isTrue();
        assertThat(harbor.berth.registry()).endsWith("/" + event.path("registry").asText());
      }
      Await.until("the queue is empty", () -> queue(path).path("waiting").asInt() == 0);
      assertThat(queue(path).path("last_taken").asText()).startsWith("20");
      assertThat(queue(path).has("failing")).isFalse();
      assertThat(log("operation=create,resource=team0")).hasSize(1);
    }
  }

  @Test
  void eventsComeByDatagramsTlsAndAsLinesOfJson() throws Exception {
    var pair = SelfSigned.pair("localhost");
    try (var udp = LogServer.udp();
        var tls = LogServer.over(pair.context().getServerSocketFactory(), 0);
        var http = new WebhookReceiver()) {
      target("syslog-udp", udp.address(), ",'name':'udp'");
      target(
          "syslog-tls",
          "localhost:" + tls.port(),
          ",'name':'tls','certificates':'%s'"
              .formatted(pair.certificatePem().replace("\n", "\\n")));
      target("http", http.url(), ",'name':'http','auth_header':'Bearer secret-7'");
      happens("team");

      var id = LogServer.event(udp.next("create_project")).path("id").asText();
      assertThat(LogServer.event(tls.next("create_project")).path("id").asText()).isEqualTo(id);
      String line = null;
      while (line == null) {
        var message = http.next();
        assertThat(message.headers())
            .containsEntry("Content-Type", "application/x-ndjson")
            .containsEntry("Authorization", "Bearer secret-7");
        assertThat(message.body()).endsWith("\n");
        line =
            message
                .body()
                .lines()
                .filter(it -> it.contains("create_project"))
                .findAny()
                .orElse(null);
      }
      assertThat(Json.tree(line.getBytes(UTF_8)).path("id").asText()).isEqualTo(id);
      assertThat(harbor.get(ALL).as("boss").text(200)).doesNotContain("secret-7");
    }
  }

  @Test
  void whatNobodyTakesWaitsAndSaysWhy() throws Exception {
    int port;
    try (var closed = new ClosedPort()) {
      port = closed.number();
      var path = target("syslog-tcp", "127.0.0.1:" + port, "");
      happens("team");
      Await.until("a failure is shown", () -> queue(path).has("failing"));
      var queue = queue(path);
      assertThat(queue.path("waiting").asInt()).isPositive();
      assertThat(queue.path("limit").asInt()).isEqualTo(20_000);
      assertThat(queue.path("oldest").asText()).startsWith("20");
      assertThat(queue.at("/failing/problem").asText()).contains("127.0.0.1:" + port);
      assertThat(harbor.call("POST", path + "/test").as("boss").json(200).path("problem").asText())
          .contains("cannot be reached");
    }
  }

  @Test
  void aTrialSaysWhetherAnybodyTookIt() throws Exception {
    try (var server = LogServer.tcp()) {
      var path = target("syslog-tcp", server.address(), ",'enabled':false");
      var trial = harbor.call("POST", path + "/test").as("boss").json(200);
      assertThat(trial.path("taken").asBoolean()).isTrue();
      assertThat(trial.path("place").asText()).isEqualTo("syslog-tcp " + server.address());
      assertThat(LogServer.event(server.next("test_audit_log_target")).path("username").asText())
          .isEqualTo("boss");
      happens("team");
      assertThat(server.rest()).isEmpty();
    }
  }

  @Test
  void targetsAreChangedAndRemoved() throws Exception {
    try (var first = LogServer.tcp();
        var second = LogServer.tcp()) {
      var path = target("syslog-tcp", first.address(), "");
      assertThat(code(make("syslog-tcp", first.address(), ""))).isEqualTo("409 CONFLICT");
      harbor
          .call("PUT", path)
          .as("boss")
          .json("{'name':'other','kind':'syslog-tcp','address':'%s'}".formatted(second.address()))
          .text(200);
      happens("team");
      assertThat(LogServer.event(second.next("create_project")).path("resource").asText())
          .isEqualTo("team");
      var shown = harbor.get(path).as("boss").json(200);
      assertThat(shown.path("name").asText()).isEqualTo("other");
      assertThat(shown.path("kind").asText()).isEqualTo("syslog-tcp");
      assertThat(shown.path("enabled").asBoolean()).isTrue();

      harbor.call("DELETE", path).as("boss").text(200);
      assertThat(code(harbor.get(path).as("boss").send())).isEqualTo("404 NOT_FOUND");
      assertThat(harbor.get(ALL).as("boss").json(200)).isEmpty();
    }
  }

  /** A secret that nobody can read stays only with the address that it is for. */
  @Test
  void anAuthorizationDoesNotFollowToAnotherAddress() throws Exception {
    try (var http = new WebhookReceiver();
        var other = new WebhookReceiver()) {
      var path = target("http", http.url(), ",'auth_header':'Bearer x','enabled':false");
      var change = "{'name':'logs','kind':'http','address':'%s','enabled':false}";
      harbor.call("PUT", path).as("boss").json(change.formatted(http.url())).text(200);
      assertThat(harbor.get(path).as("boss").json(200).path("authorized").asBoolean()).isTrue();
      harbor.call("PUT", path).as("boss").json(change.formatted(other.url())).text(200);
      assertThat(harbor.get(path).as("boss").json(200).path("authorized").asBoolean()).isFalse();
    }
  }

  @Test
  void aRegistryHasAFewTargetsOfKnownKinds() {
    for (int i = 0; i < AuditTargets.MOST; i++) {
      target("syslog-udp", "logs.example.org:514", ",'name':'t%d'".formatted(i));
    }
    assertThat(code(make("syslog-udp", "logs.example.org:514", ""))).isEqualTo("412 PRECONDITION");
    assertThat(code(make("file", "/etc/passwd", ""))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(make("syslog-tcp", "logs.example.org", ""))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(make("http", "http://logs.example.org/", ""))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(make("syslog-tcp", "a.example:1", ",'auth_header':'x'")))
        .isEqualTo("400 BAD_REQUEST");
    assertThat(code(make("http", "https://a.example/", ",'auth_header':'é'")))
        .isEqualTo("400 BAD_REQUEST");
    assertThat(code(make("syslog-tls", "a.example:1", ",'certificates':'x'")))
        .isEqualTo("400 BAD_REQUEST");
    assertThat(code(make("syslog-tcp", "a.example:1", ",'name':' '"))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(make("syslog-tcp", "a.example:1", ",'enabled':'no'")))
        .isEqualTo("422 UNPROCESSABLE_ENTITY");
    assertThat(code(harbor.get(ALL).as("dev").send())).isEqualTo("403 FORBIDDEN");
  }

  /** Harbor's setting, as its clients set it. */
  @Test
  void harborsEndpointGetsEventsAndIsAmongTheTargets() throws Exception {
    try (var server = LogServer.tcp()) {
      assertThat(
              configure("{'audit_log_forward_endpoint':'%s'}".formatted(server.address()))
                  .statusCode())
          .isEqualTo(200);
      happens("team");
      server.next("create_project");
      var listed = harbor.get(ALL).as("boss").json(200).path(0);
      assertThat(listed.path("id").asInt()).isZero();
      assertThat(listed.path("name").asText()).isEqualTo("audit_log_forward_endpoint");
      assertThat(listed.path("address").asText()).isEqualTo(server.address());
      assertThat(
              harbor.call("POST", ALL + "/0/test").as("boss").json(200).path("taken").asBoolean())
          .isTrue();
      assertThat(
              harbor.call("POST", ALL + "/0/replay").as("boss").json(202).path("messages").asInt())
          .isZero();
    }
  }

  @Test
  void anEndpointThatIsNotThereIsRefusedWhenItIsNamed() throws Exception {
    try (var closed = new ClosedPort()) {
      var answer =
          configure("{'audit_log_forward_endpoint':'127.0.0.1:%d'}".formatted(closed.number()));
      assertThat(code(answer)).isEqualTo("400 BAD_REQUEST");
      assertThat(new String(answer.body(), UTF_8))
          .contains("could not connect to the audit endpoint");
    }
    assertThat(code(configure("{'audit_log_forward_endpoint':'x'}"))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(configure("{'skip_audit_log_database':true}"))).isEqualTo("400 BAD_REQUEST");
  }

  @Test
  void eventsThatGoElsewhereOnlyAreWrittenDownWhileNobodyTakesThem() throws Exception {
    String address;
    try (var server = LogServer.tcp()) {
      address = server.address();
      assertThat(
              configure(
                      "{'audit_log_forward_endpoint':'%s','skip_audit_log_database':true}"
                          .formatted(address))
                  .statusCode())
          .isEqualTo(200);
      happens("unseen");
      assertThat(LogServer.event(server.next("create_project")).path("resource").asText())
          .isEqualTo("unseen");
      assertThat(log("resource=unseen")).isEmpty();
    }
    happens("first");
    Await.until(
        "the failure is noticed",
        () -> harbor.get(ALL).as("boss").json(200).at("/0/queue").has("failing"));
    happens("kept");
    assertThat(log("resource=kept")).hasSize(1);
    assertThat(harbor.get(ALL).as("boss").json(200).at("/0/queue/waiting").asInt()).isPositive();
  }

  @Test
  void kindsOfEventsThatAreNotWantedAreNeitherWrittenNorSent() throws Exception {
    try (var server = LogServer.tcp()) {
      target("syslog-tcp", server.address(), "");
      var answer = configure("{'disabled_audit_log_event_types':'create_project, nosuch'}");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(header(answer, "Warning")).contains("nosuch").doesNotContain("create_project");
      happens("team");
      harbor.call("DELETE", "/projects/team").as("dev").text(200);
      assertThat(LogServer.event(server.next("delete_project")).path("resource").asText())
          .isEqualTo("team");
      assertThat(log("resource_type=project,operation=create")).isEmpty();
      assertThat(log("resource_type=project,operation=delete")).hasSize(1);
      assertThat(
              harbor
                  .get("/configurations")
                  .as("boss")
                  .json(200)
                  .at("/disabled_audit_log_event_types/value")
                  .asText())
          .isEqualTo("create_project, nosuch");
    }
  }

  /** Or whoever has something to hide would begin with this. */
  @Test
  void whatHappensToTheLogItselfIsAlwaysWritten() {
    var disabled = "update_configuration,create_audit_log_target,create_project";
    var answer = configure("{'disabled_audit_log_event_types':'%s'}".formatted(disabled));
    assertThat(header(answer, "Warning"))
        .isEqualTo("299 - \"kept, but written all the same: create_audit_log_target\"");
    target("syslog-udp", "127.0.0.1:9", ",'enabled':false");
    configure("{'robot_token_duration':7}");
    assertThat(log("operation=create,resource_type=audit_log_target")).hasSize(1);
    var changes = log("operation=update,resource_type=configuration");
    assertThat(changes).hasSize(1);
    assertThat(changes.path(0).path("resource").asText())
        .isEqualTo("disabled_audit_log_event_types");
  }

  @Test
  void theLogIsKeptAsAFile() {
    happens("team");
    var csv = harbor.get("/auditlog-exts/export?q=operation=create&sort=id").as("boss").send();
    assertThat(header(csv, "Content-Disposition"))
        .isEqualTo("attachment; filename=\"audit-log.csv\"");
    assertThat(header(csv, "Content-Type")).startsWith("text/csv");
    var lines = new String(csv.body(), UTF_8).lines().toList();
    assertThat(lines.getFirst()).startsWith("op_time,project,username,operation,");
    assertThat(lines.getLast()).contains(",dev,create,project,team,true,");

    var json = harbor.get("/auditlog-exts/export?format=json&q=operation=create").as("boss");
    assertThat(json.json(200).path(0).path("resource").asText()).isEqualTo("team");
    assertThat(code(harbor.get("/auditlog-exts/export?format=xml").as("boss").send()))
        .isEqualTo("400 BAD_REQUEST");
    assertThat(harbor.get("/projects/team/auditlog-exts/export").as("dev").text(200))
        .contains(",project,team,");
    assertThat(harbor.get("/auditlog-exts/export").as("dev").text(200))
        .contains(",project,team,")
        .doesNotContain(",user,");
  }

  @Test
  void aCellOfTheFileIsNoFormula() {
    happens("team");
    harbor
        .call("PUT", "/projects/team/metadatas/public")
        .as("dev")
        .header("User-Agent", "=cmd,\"x\"")
        .json("{'public':'true'}")
        .text(200);
    assertThat(harbor.get("/auditlog-exts/export?q=operation=update").as("boss").text(200))
        .contains(",\"'=cmd,\"\"x\"\"\"");
  }
}
