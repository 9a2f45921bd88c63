package io.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.http.message.Json;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.Burst;
import io.berth.testing.DnsServer;
import io.berth.testing.DnsServer.Manner;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Taking another's host name for a registry with nothing but a certificate of one's own making. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class DomainProofTest {
  private static final String NAME = "hub.example.test";
  private static final String RECORD = "_berth-challenge." + NAME;

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private final DnsServer dns = DnsServer.start();
  private RunningBerth berth;
  private String owner;
  private String thief;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder, Map.of("dns-resolver", dns.address()));
    var made = berth.registries(2);
    owner = berth.project() + "/containerRegistry/" + made.getFirst();
    thief = berth.project() + "/containerRegistry/" + made.getLast();
  }

  @AfterEach
  void stop() {
    berth.close();
    dns.close();
  }

  private HttpCall call(String method, String path) {
    return berth.call(method, path).as("root");
  }

  private JsonNode claim(String registry) {
    return claim(registry, NAME);
  }

  private JsonNode claim(String registry, String name) {
    return call("POST", registry + "/domain").json(Json.bytes(DomainBody.of(name, name))).json(200);
  }

  private static String value(JsonNode claim) {
    return claim.path("recordValue").asText();
  }

  private HttpCall verify(String registry) {
    return call("POST", registry + "/domain/" + NAME + "/verify");
  }

  private String state(String registry) {
    return call("GET", registry + "/domain/" + NAME).json(200).path("state").asText();
  }

  /** 421 when nobody answers to the name. */
  private int answered() {
    return berth.call("GET", "/v2/", NAME).send().statusCode();
  }

  @Test
  void aCertificateOfOnesOwnMakingTakesNoName() {
    var claimed = claim(thief);
    assertThat(claimed.path("state").asText()).isEqualTo("PENDING");
    assertThat(claimed.path("recordName").asText()).isEqualTo(RECORD);
    assertThat(claimed.path("expiresAt").isTextual()).isTrue();
    assertThat(answered()).isEqualTo(421);
    assertThat(verify(thief).text(409)).contains("there is no TXT record at " + RECORD);
    assertThat(answered()).isEqualTo(421);

    var mine = claim(owner);
    assertThat(value(mine)).isNotEqualTo(value(claimed)).hasSizeGreaterThan(40);
    dns.texts(RECORD, "v=spf1 -all", value(mine));
    assertThat(verify(thief).text(409)).contains("says something else", value(claimed));
    assertThat(verify(owner).json(200).path("state").asText()).isEqualTo("ACTIVE");
    assertThat(answered()).isEqualTo(401);
    assertThat(state(thief)).isEqualTo("PENDING");
    call("POST", owner + "/domain").json(Json.bytes(DomainBody.of(NAME, NAME))).text(409);
  }

  @Test
  void aNameMovesOnlyWhenItsRecordSaysSoNow() {
    var former = claim(owner);
    dns.texts(RECORD, value(former));
    verify(owner).text(200);
    var next = claim(thief);
    verify(thief).text(409);
    dns.texts(RECORD, value(former), value(next));
    assertThat(verify(thief).text(409)).contains("also says", value(former));
    assertThat(state(owner)).isEqualTo("ACTIVE");

    int before = dns.asked();
    dns.texts(RECORD, value(next));
    verify(thief).text(200);
    assertThat(dns.asked()).as("looked up anew").isGreaterThan(before);
    assertThat(state(thief)).isEqualTo("ACTIVE");
    call("GET", owner + "/domain/" + NAME).text(404);
    verify(owner).text(404);

    // What was shown once is worth nothing after it went.
    var again = claim(owner);
    assertThat(value(again)).isNotEqualTo(value(former));
    dns.texts(RECORD, value(former));
    verify(owner).text(409);
  }

  @Test
  void namesTakenBeforeServeOnAndGiveWayToAProof() throws IOException {
    var former = claim(thief);
    dns.texts(RECORD, value(former));
    verify(thief).text(200);
    berth.restartWith("UPDATE registry_domain SET proven_at = 0, challenge = NULL");
    assertThat(answered()).isEqualTo(401);
    assertThat(state(thief)).isEqualTo("UNPROVEN");

    // Its registry may show it after all, and sees what to set.
    assertThat(claim(thief).path("state").asText()).isEqualTo("UNPROVEN");
    dns.texts(RECORD, value(claim(thief)));
    assertThat(verify(thief).json(200).path("state").asText()).isEqualTo("ACTIVE");

    berth.restartWith("UPDATE registry_domain SET proven_at = 0, challenge = NULL");
    dns.texts(RECORD, value(claim(owner)));
    verify(owner).text(200);
    call("GET", thief + "/domain/" + NAME).text(404);
  }

  @Test
  void aDnsServerThatMisbehavesProvesNothing() {
    var value = value(claim(owner));
    dns.set(RECORD, Manner.FAILING);
    assertThat(verify(owner).text(503)).contains("the DNS server");
    dns.set(RECORD, Manner.SPOOFED, value);
    verify(owner).text(503);
    dns.set(RECORD, Manner.OFF_TOPIC, value);
    assertThat(verify(owner).send().statusCode()).isIn(409, 503);
    dns.set(RECORD, Manner.SILENT);
    long started = System.nanoTime();
    assertThat(verify(owner).text(503)).contains("did not answer");
    assertThat(System.nanoTime() - started).isLessThan(15_000_000_000L);
    dns.alias(RECORD, RECORD);
    assertThat(verify(owner).send().statusCode()).isIn(409, 503);
    dns.texts(RECORD, value + "x", "x" + value, value.substring(1));
    verify(owner).text(409);
    assertThat(answered()).isEqualTo(421);
  }

  @Test
  void anAnswerThatIsCutIsAskedForAgainAndAnAliasIsFollowed() {
    dns.set(RECORD, Manner.TRUNCATED, value(claim(owner)));
    verify(owner).text(200);

    dns.alias(RECORD, "challenge.elsewhere.test");
    dns.texts("challenge.elsewhere.test", value(claim(thief)));
    verify(thief).text(200);
    assertThat(state(thief)).isEqualTo("ACTIVE");
  }

  @Test
  void claimsEndAndAreFew() {
    var claimed = claim(owner);
    assertThat(value(claim(owner))).as("again").isEqualTo(value(claimed));
    dns.texts(RECORD, value(claimed));
    berth.change("UPDATE domain_claim SET expires_at = 1");
    verify(owner).text(404);
    assertThat(value(claim(owner))).isNotEqualTo(value(claimed));
    for (int i = 1; i < 20; i++) {
      claim(owner, "n" + i + ".example.test");
    }
    assertThat(
            call("POST", owner + "/domain")
                .json(Json.bytes(DomainBody.of("n20.example.test", "n20.example.test")))
                .text(409))
        .contains("TOO_MANY_DOMAINS");
    claim(thief, "n20.example.test");
  }

  @Test
  void aClaimDoesNotOutliveTheAccountItWasMadeFor() {
    dns.texts(RECORD, value(claim(owner)));
    berth.strangersProject();
    berth.change(
        "UPDATE cloud_project SET account_id = (SELECT id FROM account WHERE name = 'stranger')"
            + " WHERE id = (SELECT cloud_project_id FROM registry LIMIT 1)");
    verify(owner).text(404);
    assertThat(answered()).isEqualTo(421);
  }

  @Test
  void manyProofsAtOnceEndWithOneOwner() throws Exception {
    var one = value(claim(owner));
    var other = value(claim(thief));
    var came =
        Burst.of(
            20,
            i ->
                () -> {
                  dns.texts(RECORD, i % 2 == 0 ? one : other);
                  return verify(i % 2 == 0 ? owner : thief).send().statusCode();
                });
    assertThat(came).isSubsetOf(200, 404, 409, 429);
    assertThat(berth.number("SELECT count(*) FROM registry_domain")).isLessThanOrEqualTo(1);
  }

  @Test
  void whatCanHaveNoRecordIsNoName() {
    var label = "a".repeat(60);
    for (var bad :
        List.of(
            "*.example.test",
            "hub.example.test.",
            "_berth-challenge.example.test",
            String.join(".", label, label, label, label) + ".test",
            "x.localhost",
            "127.0.0.1")) {
      call("POST", owner + "/domain").json(Json.bytes(DomainBody.of(bad, NAME))).text(400);
    }
    var idn = claim(owner, "xn--mnchen-3ya.example.test");
    assertThat(idn.path("recordName").asText())
        .isEqualTo("_berth-challenge.xn--mnchen-3ya.example.test");
  }
}
