package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.clients.ovh.OvhClient;
import io.berth.clients.ovh.OvhClient.Library;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OVHcloud's npm clients, unmodified, over TLS; and a server killed between two of their calls. */
final class OvhClientsTest {
  private static BerthProcess berth;

  @BeforeAll
  static void start() {
    berth = BerthProcess.start();
  }

  @AfterAll
  static void stop() {
    berth.close();
  }

  @ParameterizedTest
  @EnumSource
  void theLifeOfARegistryWithoutAWarning(Library library) throws Exception {
    // With schemas loaded the client warns of every call without a consumer key, OAuth2 or not.
    var schemas = library == Library.NODE_OVH_OAUTH2 ? List.of() : List.of("cloud");
    try (var api = OvhClient.with(berth, library, "apis", schemas)) {
      var capabilities = value(api, api.get(project() + "/capabilities/containerRegistry"));
      assertThat(capabilities.path(0).path("regionName").asText()).isEqualTo("GRA");
      var made =
          value(
              api,
              api.post(
                  project() + "/containerRegistry",
                  Map.of("name", "Fässer 倉庫 " + library, "region", "GRA")));
      var registry = project() + "/containerRegistry/" + made.path("id").asText();
      waitFor(api, registry, "READY");
      assertThat(value(api, api.get(registry)).path("name").asText())
          .isEqualTo("Fässer 倉庫 " + library);

      assertThat(value(api, api.put(registry, Map.of("name", "renamed"))).isNull()).isTrue();
      var plans = value(api, api.get(registry + "/capabilities/plan"));
      var plan = Map.of("planID", plans.path(0).path("id").asText());
      assertThat(value(api, api.put(registry + "/plan", plan)).isNull()).isTrue();
      assertThat(value(api, api.get(registry + "/plan")).path("name").asText()).isEqualTo("MEDIUM");

      var blocks = registry + "/ipRestrictions/registry";
      var block = Map.of("ipBlock", "121.121.121.121", "description", "Büro");
      assertThat(value(api, api.put(blocks, List.of(block))).path(0).path("ipBlock").asText())
          .isEqualTo("121.121.121.121/32");
      assertThat(value(api, api.put(blocks, List.of()))).isEmpty();

      var user = value(api, api.post(registry + "/users", Map.of()));
      assertThat(user.path("password").asText()).isNotEmpty();
      var one = registry + "/users/" + user.path("id").asText();
      assertThat(value(api, api.put(one + "/setAsAdmin", Map.of())).isNull()).isTrue();
      assertThat(value(api, api.delete(one)).isNull()).isTrue();
      var availability = project() + "/capabilities/productAvailability";
      assertThat(
              value(api, api.get(availability, Map.of("ovhSubsidiary", "FR", "product", "a b+c")))
                  .path("plans"))
          .isEmpty();
      assertThat(value(api, api.delete(registry)).isNull()).isTrue();
      waitFor(api, registry, "404");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OVH", "NODE_OVH"})
  void aWrongConsumerKeyIsRefusedInTheDocumentedWords(Library library) {
    try (var api = OvhClient.with(berth, library, "consumerKey", "unknown")) {
      var refused = api.get("/cloud/project").refusal();
      assertThat(refused.status()).isEqualTo("403");
      assertThat(refused.message()).isEqualTo("This credential does not exist");
    }
    // These clients never sign a path with /auth in it.
    try (var api = OvhClient.of(berth, library)) {
      assertThat(api.get("/auth/details").refusal().status()).isEqualTo("401");
      assertThat(api.get("/me").value().path("firstname").asText()).isNotEmpty();
    }
  }

  @Test
  void whatAKillInterruptsTheNextStartFinishes() throws Exception {
    for (int time = 0; time < 2; time++) {
      var name = "interrupted-" + time;
      String registry;
      try (var api = OvhClient.of(berth)) {
        var made =
            api.post(project() + "/containerRegistry", Map.of("name", name, "region", "DE"))
                .value();
        registry = project() + "/containerRegistry/" + made.path("id").asText();
        berth.killAndRestart();
      }
      try (var api = OvhClient.of(berth)) {
        waitFor(api, registry, "READY");
        var plans = api.get(registry + "/capabilities/plan").value();
        api.put(registry + "/plan", Map.of("planID", plans.path(1).path("id").asText())).value();
        api.delete(registry).value();
        berth.killAndRestart();
      }
      try (var api = OvhClient.of(berth)) {
        waitFor(api, registry, "404");
        assertThat(api.get(project() + "/containerRegistry").value()).hasSize(1);
      }
    }
  }

  private static JsonNode value(OvhClient api, OvhClient.Answer answer) {
    var value = answer.value();
    assertThat(api.warnings()).isEmpty();
    return value;
  }

  private static String project() {
    return "/cloud/project/" + berth.bootstrap().serviceName();
  }

  /** Polls until the registry has this state, or is gone for "404". */
  private static void waitFor(OvhClient api, String registry, String state) throws Exception {
    Await.until(
        state + " of " + registry,
        Duration.ofSeconds(60),
        () ->
            switch (api.get(registry)) {
              case OvhClient.Refused refused -> refused.status();
              case OvhClient.Answer resolved -> resolved.value().path("status").asText();
            },
        state::equals);
  }
}
