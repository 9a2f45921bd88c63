package io.berth.security;

import io.berth.control.Visitor;
import io.berth.control.account.AccountBrowser;
import io.berth.control.account.PermittedProgram;
import io.berth.control.application.AccessRule;
import io.berth.testing.Authenticator;
import io.berth.testing.HttpCall;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One of each credential that somebody could show to the control plane. */
final class ControlCredentials {
  private static final String PASSWORD = "Another-1234";
  private static final List<String> OTHERS = List.of("operator", "viewer", "stranger", "disabled");

  private final RunningBerth berth;
  private final Map<String, UnaryOperator<HttpCall>> all = new LinkedHashMap<>();

  ControlCredentials(RunningBerth berth, RegistryCredentials atRegistry) {
    this.berth = berth;
    others();
    signIns();
    var read = berth.consumerKey("admin", List.of(new AccessRule("GET", "/*")));
    all.put("key-to-read", call -> berth.signed(call, read));
    var changes =
        berth.consumerKey(
            "admin",
            List.of(
                new AccessRule("GET", "/*"),
                new AccessRule("POST", "/me*"),
                new AccessRule("PUT", "/me*"),
                new AccessRule("DELETE", "/me*")));
    all.put("key-for-me", call -> berth.signed(call, changes));
    keyFromElsewhere();
    keyNobodyAccepted();
    all.put("service-account", call -> call.as("root"));
    all.put("program", program());
    secondFactor();
    for (var name :
        List.of("password", "session", "token-whole", "robot-of-system", "metrics-token")) {
      all.put("registry-" + name, atRegistry.all().get(name));
    }
  }

  Map<String, UnaryOperator<HttpCall>> all() {
    return all;
  }

  /** After a request that may have ended what it came with. */
  void signIns() {
    var browser = new AccountBrowser(berth, "admin", berth.password());
    all.put("nothing", call -> call);
    all.put("session", browser::dress);
    all.put("session-forged", browser::forge);
    var whole = berth.consumerKey("admin", AccessRule.ALL);
    all.put("key", call -> berth.signed(call, whole));
    for (var name : OTHERS) {
      var key = berth.consumerKey(name, AccessRule.ALL);
      all.put("key-of-" + name, call -> berth.signed(call, key));
    }
  }

  private void keyFromElsewhere() {
    var key = berth.consumerKey("admin", AccessRule.ALL);
    var ids = berth.call("GET", "/v1/me/api/credential").as("root").json(200);
    berth
        .call("PUT", "/v1/me/api/credential/" + ids.get(ids.size() - 1).asText())
        .as("root")
        .json("{'allowedIPs':['10.0.0.0/8']}")
        .text(200);
    all.put("key-of-other-addresses", call -> berth.signed(call, key));
  }

  private void keyNobodyAccepted() {
    var accepted = berth.consumerKey("admin", AccessRule.ALL);
    var asked =
        berth
            .call("POST", "/v1/auth/credential")
            .header("X-Ovh-Application", accepted.application())
            .json("{'accessRules':[{'method':'GET','path':'/*'}]}")
            .json(200);
    var key =
        new RunningBerth.Key(
            accepted.application(), accepted.secret(), asked.path("consumerKey").asText());
    all.put("key-not-accepted", call -> berth.signed(call, key));
  }

  /** A program that the account let act for it. */
  private UnaryOperator<HttpCall> program() {
    var visitor = new Visitor(berth);
    visitor.signIn("/auth/", "admin", berth.password());
    var token = PermittedProgram.by(visitor, berth).access();
    return call -> call.header("Authorization", "Bearer " + token);
  }

  /** Accounts that are less, to have keys for everything. */
  private void others() {
    OTHERS.forEach(name -> berth.account(name, PASSWORD));
    for (var role : List.of("operator", "viewer")) {
      berth
          .call("POST", berth.project() + "/member")
          .as("root")
          .json("{'account':'%s','role':'%s'}".formatted(role, role))
          .text(200);
    }
    berth.call("POST", "/v1/me/identity/user/disabled/disable").as("root").text(200);
  }

  /** Who gave the password, and not yet the code. */
  private void secondFactor() {
    berth.account("careful", PASSWORD);
    var browser = new AccountBrowser(berth, "careful", PASSWORD);
    var totp = "/v1/me/accessRestriction/totp";
    var secret =
        browser
            .dress(berth.call("POST", totp))
            .json("{'password':'%s'}".formatted(PASSWORD))
            .json(200)
            .path("secret")
            .asText();
    var code = Authenticator.of(secret).code(Clock.systemUTC().instant());
    browser
        .dress(berth.call("POST", totp + "/enable"))
        .json("{'code':'%s'}".formatted(code))
        .text(200);
    var ticket =
        berth
            .call("POST", "/v1/auth/login")
            .json("{'account':'careful','password':'%s'}".formatted(PASSWORD))
            .json(200)
            .path("ticket")
            .asText();
    all.put("second-factor-pending", call -> call.header("Authorization", "Bearer " + ticket));
  }
}
