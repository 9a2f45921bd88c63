package io.berth.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.berth.control.registry.DomainCertificate;
import io.berth.http.message.Json;
import io.berth.outbox.MessageSignature;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.DnsServer;
import io.berth.testing.FakeProvider;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What owners get that OVHcloud's service does not have. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class BeyondTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private final DnsServer dns = DnsServer.start();
  private RunningBerth berth;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder, Map.of("dns-resolver", dns.address()));
  }

  @AfterEach
  void stop() {
    berth.close();
    dns.close();
  }

  /** Claims a name and shows that it is the registry's. */
  private void give(String name) {
    var claim = call("POST", "/domain").json(Json.bytes(domain(name, name))).json(200);
    dns.texts(claim.path("recordName").asText(), claim.path("recordValue").asText());
    call("POST", "/domain/" + name + "/verify").text(200);
  }

  private HttpCall call(String method, String path) {
    return berth.call(method, berth.registry() + path).as("root");
  }

  @Test
  void aUserGetsThePasswordTheyChose() {
    call("POST", "/users").json("{'login':'short','password':'short'}").text(400);
    var made = call("POST", "/users").json("{'login':'long','password':'Chosen-1234'}").json(200);
    assertThat(made.path("password").asText()).isEqualTo("Chosen-1234");
    berth.remember("long", "Chosen-1234");
    berth.call("GET", "/api/v2.0/users/current").as("long").text(200);
  }

  @Test
  void figuresAreForTheHolderOfTheToken() {
    berth.call("GET", "/metrics/registry").text(401);
    var first = call("POST", "/metrics/token").json(200).path("token").asText();
    var token = call("POST", "/metrics/token").json(200).path("token").asText();
    berth.call("GET", "/metrics/registry").header("Authorization", "Bearer " + first).text(401);
    var text =
        berth.call("GET", "/metrics/registry").header("Authorization", "Bearer " + token).text(200);
    assertThat(text)
        .contains("\nharbor_statistics_total_project_amount 1.0\n")
        .contains("\nberth_registry_storage_limit_bytes 2.147483648E11\n")
        .contains("# TYPE berth_registry_pulls gauge\n");
    call("DELETE", "/metrics/token").text(200);
    berth.call("GET", "/metrics/registry").header("Authorization", "Bearer " + token).text(401);
  }

  @Test
  void anAccessLogIsKeptWhereItWasAskedFor() {
    berth.call("GET", "/api/v2.0/health").text(200);
    call("PUT", "/accessLog/setting").json("{'days':400}").text(400);
    call("PUT", "/accessLog/setting").json("{'days':7}").text(200);
    assertThat(call("GET", "/accessLog/setting").json(200).path("days").asInt()).isEqualTo(7);
    try (var lines = call("GET", "/accessLog?follow=true&after=0").lines(200)) {
      berth.call("GET", "/api/v2.0/systeminfo?secret=1").text(200);
      var line = lines.filter(text -> !text.isEmpty()).findFirst().orElseThrow();
      assertThat(line)
          .contains(
              "\"path\":\"/api/v2.0/systeminfo\"", "\"status\":200", "\"actor\":\"anonymous\"")
          .doesNotContain("secret");
    }
    call("PUT", "/accessLog/setting").json("{'days':0}").text(200);
    assertThat(call("GET", "/accessLog?format=jsonl").text(200)).isEmpty();
  }

  private record Received(Map<String, String> headers, JsonNode body, String text) {}

  @Test
  void aReceiverHearsThatARegistryFillsUp() throws Exception {
    var received = new LinkedBlockingQueue<Received>();
    var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          var text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          var headers =
              Map.of(
                  "time", exchange.getRequestHeaders().getFirst("X-Berth-Timestamp"),
                  "signature", exchange.getRequestHeaders().getFirst("X-Berth-Signature"));
          received.add(new Received(headers, Json.tree(text.getBytes(UTF_8)), text));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try {
      var url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
      call("GET", "/usageAlert").text(404);
      call("PUT", "/usageAlert").json("{'url':'http://10.0.0.1/'}").text(400);
      call("PUT", "/usageAlert").json("{'url':'%s','thresholds':[0]}".formatted(url)).text(400);
      call("PUT", "/usageAlert").json("{'url':'%s','secret':'short'}".formatted(url)).text(400);
      var secret =
          call("PUT", "/usageAlert")
              .json("{'url':'%s'}".formatted(url))
              .json(200)
              .path("secret")
              .asText();
      assertThat(call("GET", "/usageAlert").json(200).path("secret").isNull()).isTrue();
      call("POST", "/usageAlert/test").text(200);

      var first = received.poll(60, TimeUnit.SECONDS);
      assertThat(first).isNotNull();
      assertThat(first.body().path("event").asText()).isEqualTo("test");
      assertThat(first.headers().get("signature"))
          .isEqualTo(
              "sha256="
                  + MessageSignature.of(
                      secret, String.valueOf(first.headers().get("time")), first.text()));

      receiver.stop(0);
      int taken = 0;
      while (taken <= 20 && call("POST", "/usageAlert/test").send().statusCode() == 200) {
        taken++;
      }
      assertThat(taken).as("the first one may still be under way").isBetween(19, 20);
      assertThat(call("POST", "/usageAlert/test").text(429)).contains("twenty messages wait");
      call("DELETE", "/usageAlert").text(200);
      call("DELETE", "/usageAlert").text(404);
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void aRegistryAnswersToANameOfItsOwners() {
    var name = "hub.example.test";
    assertThat(berth.call("GET", "/v2/", name).send().statusCode()).isEqualTo(421);
    for (var bad :
        List.of(
            domain("other.example.test", name),
            domain(name, "other.example.test"),
            domain("localhost", "localhost"),
            domain("x.localhost", "x.localhost"),
            domain("no host", name),
            Map.of("domain", name, "certificate", "x", "key", "y"))) {
      call("POST", "/domain").json(Json.bytes(bad)).text(400);
    }
    var mixed = new HashMap<>(domain(name, name));
    mixed.put("key", String.valueOf(domain(name, name).get("key")));
    assertThat(call("POST", "/domain").json(Json.bytes(mixed)).text(400)).contains("belong");

    var made = call("POST", "/domain").json(Json.bytes(domain("HUB.example.test", name))).json(200);
    assertThat(made.path("domain").asText()).isEqualTo(name);
    assertThat(made.toString()).doesNotContain("PRIVATE");
    assertThat(berth.call("GET", "/v2/", name).send().statusCode()).isEqualTo(421);
    give(name);
    assertThat(berth.call("GET", "/v2/", name).send().statusCode()).isEqualTo(401);
    assertThat(berth.call("GET", "/v2/", name + ":8443").send().statusCode()).isEqualTo(401);
    call("POST", "/domain").json(Json.bytes(domain(name, name))).text(409);
    call("PUT", "/domain/" + name).json(Json.bytes(domain(name, name))).text(200);
    call("DELETE", "/domain/" + name).text(200);
    call("DELETE", "/domain/" + name).text(404);
    assertThat(berth.call("GET", "/v2/", name).send().statusCode()).isEqualTo(421);
  }

  @Test
  void whoRunsTheServerReleasesANameThatIsAnothers() throws Exception {
    var name = "claimed.example.test";
    give(name);
    assertThat(berth.call("GET", "/v2/", name).send().statusCode()).isEqualTo(401);

    assertThat(berth.command("domain", "release", "Claimed.Example.test")).isZero();
    assertThat(berth.command("domain", "release", name)).isEqualTo(2);

    // The running server is told by its look at the table, every five seconds.
    Await.until("refusal of " + name, () -> status(name), status -> status == 421);
    call("POST", "/domain").json(Json.bytes(domain(name, name))).json(200);
    call("DELETE", "/domain/" + name).text(200);
  }

  private int status(String host) {
    return berth.call("GET", "/v2/", host).send().statusCode();
  }

  @Test
  void aStarStandsForOneLabel() {
    assertThat(DomainCertificate.covers("*.example.test", "hub.example.test")).isTrue();
    assertThat(DomainCertificate.covers("*.example.test", "a.hub.example.test")).isFalse();
    assertThat(DomainCertificate.covers("*.example.test", "example.test")).isFalse();
    assertThat(DomainCertificate.covers("hub.example.test", "xhub.example.test")).isFalse();
  }

  private static Map<String, String> domain(String domain, String certified) {
    return DomainBody.of(domain, certified);
  }

  @Test
  void aProviderIsTriedWithoutKeepingAnything() {
    try (var provider = FakeProvider.http(Clock.systemUTC())) {
      var body =
          "{'provider':{'name':'x','endpoint':'%s','clientId':'c','clientSecret':'s',"
              + "'scope':'openid','groupsClaim':'no_such_claim'}}";
      var report =
          call("POST", "/openIdConnect/check").json(body.formatted(provider.issuer())).json(200);
      assertThat(report.path("issuer").asText()).isEqualTo(provider.issuer());
      assertThat(report.path("verdict").asText()).isEqualTo("WARNING");
      assertThat(report.path("endpoints").findValuesAsText("name")).contains("token_endpoint");
      assertThat(report.path("findings").toString()).contains("offline_access");

      var wrong =
          call("POST", "/openIdConnect/check")
              .json(body.formatted(provider.issuer() + "/other"))
              .json(200);
      assertThat(wrong.path("verdict").asText()).isEqualTo("FAILED");
      assertThat(wrong.path("issuer").isNull()).isTrue();
      call("GET", "/openIdConnect").text(404);
    }
  }
}
