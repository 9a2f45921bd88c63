package io.berth.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.fault.FaultException;
import io.berth.identity.provider.ChangedProvider;
import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.user.NewUser;
import io.berth.testing.FakeProvider;
import io.berth.testing.FakeProvider.Defect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an attacker may try at the sign-in, and what comes of it: the table of the reference. */
final class OidcAttacks {
  private OidcAttacks() {}

  /**
   * One attack.
   *
   * @param area where it strikes
   * @param attack what the attacker does
   * @param clause the rule that stops it
   * @param answer words of the refusal, or what happens instead
   * @param attempt makes the attack and gives the words it met
   */
  record Attack(String area, String attack, String clause, String answer, Attempt attempt) {
    @Override
    public String toString() {
      return area + ": " + attack;
    }
  }

  /** Makes an attack against a server with a provider; the words it met. */
  @FunctionalInterface
  interface Attempt {
    String run(SignInServer server, Browser browser) throws Exception;
  }

  static List<Attack> all() {
    var all = new ArrayList<Attack>();
    all.addAll(TokenAttacks.all());
    tokenEndpoint(all);
    answers(all);
    documents(all);
    logout(all);
    all.addAll(BrowserAttacks.all());
    return all;
  }

  private static void tokenEndpoint(List<Attack> all) {
    var area = "Token and userinfo endpoint";
    add(all, area, "no ID token", "Core 3.1.3.3", Defect.NO_ID_TOKEN, "gave no ID token");
    add(all, area, "tokens of another type", "Core 3.1.3.3", Defect.OTHER_TOKEN_TYPE, "type mac");
    add(
        all,
        area,
        "sends the client secret elsewhere by a redirect",
        "RFC 9700 4.11",
        "refuses (302); the redirect is not followed",
        (server, browser) -> {
          var words = with(Defect.TOKEN_ENDPOINT_REDIRECTS, server, browser);
          assertThat(server.provider.strangeKeyReads()).isZero();
          return words + "; the redirect is not followed";
        });
    add(
        all,
        area,
        "an answer without end",
        "bounded to 256 KiB",
        Defect.TOKEN_ENDPOINT_ENDLESS,
        "larger than");
    add(
        all,
        area,
        "an answer that holds no tokens",
        "RFC 6749 5.1",
        Defect.TOKEN_ENDPOINT_GARBAGE,
        "gives no tokens");
    add(
        all,
        area,
        "userinfo of another person",
        "Core 5.3.4",
        Defect.USERINFO_OF_ANOTHER,
        "answers for another person");
    add(
        all,
        area,
        "userinfo of nobody",
        "Core 5.3.2",
        Defect.USERINFO_WITHOUT_SUBJECT,
        "answers for another person");
    add(
        all,
        area,
        "a groups address on another host (SSRF, stolen access token)",
        "Core 5.6.2, own rule",
        "signed in without groups; the address is never asked",
        (server, browser) -> {
          try (var elsewhere = FakeProvider.http(server.world.clock)) {
            server.provider.person(
                Map.of(
                    "sub",
                    "sub-carol",
                    "_claim_names",
                    Map.of("groups", "src1"),
                    "_claim_sources",
                    Map.of("src1", Map.of("endpoint", elsewhere.issuer() + "/strange-keys"))));
            var dialog = browser.signIn();
            assertThat(dialog.location()).startsWith("/oidc-onboard");
            assertThat(elsewhere.strangeKeyReads()).isZero();
            browser.cookies.clear();
            return "signed in without groups; the address is never asked";
          }
        });
  }

  private static void answers(List<Attack> all) {
    var area = "Answer of the provider";
    add(
        all,
        area,
        "the answer of another provider (mix-up)",
        "RFC 9207 2.4",
        "the answer is from https://elsewhere.test",
        (server, browser) -> {
          server.provider.make(Defect.OTHER_ANSWERER);
          return words(browser.signIn());
        });
    add(
        all,
        area,
        "an answer that hides who it is from",
        "RFC 9207 2.4",
        "does not say which provider",
        (server, browser) -> {
          server.provider.make(Defect.NO_ANSWERER);
          return words(browser.signIn());
        });
    add(
        all,
        area,
        "an answer at the redirect URI of another provider",
        "RFC 9700 4.4.2.2",
        "belongs to another sign-in",
        (server, browser) -> {
          try (var second = FakeProvider.http(server.world.clock)) {
            server.identity.providers.add(server.world.registry, "second", second.settings());
            var callback = browser.callback();
            var moved = callback.replace("/c/oidc/callback?", "/c/oidc/callback/second?");
            var words = words(browser.get(moved));
            server.identity.providers.removeFurther(server.world.registry, "second");
            return words;
          }
        });
    add(
        all,
        area,
        "without state",
        "RFC 6749 10.12",
        "its state is missing",
        (_, browser) -> words(browser.get("/c/oidc/callback?code=x")));
    add(
        all,
        area,
        "the attacker's answer in the victim's browser (login CSRF)",
        "RFC 6749 10.12",
        "began no such sign-in",
        (server, browser) -> words(browser.get(server.browser().callback())));
    add(
        all,
        area,
        "the same answer once more (replayed state)",
        "RFC 9700 4.7.1",
        "was used before",
        (server, browser) -> {
          var callback = browser.callback();
          var before = Map.copyOf(browser.cookies);
          server.provider.make(Defect.TOKEN_ENDPOINT_REFUSES);
          browser.get(callback);
          server.provider.repair();
          browser.cookies.putAll(before);
          return words(browser.get(callback));
        });
    add(
        all,
        area,
        "a used code with a fresh state (replayed code)",
        "RFC 6749 4.1.2",
        "invalid_grant",
        (server, browser) -> {
          var used = code(browser.callback());
          server.provider.repair();
          redeem(server, used);
          return words(browser.get(browser.callback().replaceAll("code=[^&]*", "code=" + used)));
        });
    add(
        all,
        area,
        "the attacker's code in the victim's answer (code injection)",
        "RFC 7636 4.6, RFC 9700 4.5.3.1",
        "invalid_grant",
        (server, browser) -> {
          var stolen = code(server.browser().callback());
          return words(browser.get(browser.callback().replaceAll("code=[^&]*", "code=" + stolen)));
        });
    add(
        all,
        area,
        "the same at a provider that ignores PKCE",
        "RFC 9700 4.5.3.2",
        "nonce",
        (server, browser) -> {
          var stolen = code(server.browser().callback());
          server.provider.make(Defect.TAKES_ANY_CODE);
          return words(browser.get(browser.callback().replaceAll("code=[^&]*", "code=" + stolen)));
        });
    for (var name : List.of("state", "code", "iss")) {
      add(
          all,
          area,
          "two values of " + name,
          "RFC 6749 3.1",
          "more than one " + name,
          (_, browser) -> words(browser.get(browser.callback() + "&" + name + "=x")));
    }
    add(
        all,
        area,
        "a changed attempt cookie",
        "sealed with AES-GCM",
        "was changed",
        (_, browser) -> {
          var callback = browser.callback();
          browser.cookies.replaceAll(
              (name, value) ->
                  name.startsWith("oidc_") ? value.substring(0, value.length() - 4) : value);
          return words(browser.get(callback));
        });
    add(
        all,
        area,
        "an answer after eleven minutes",
        "RFC 9700 2.1",
        "took too long",
        (server, browser) -> {
          var callback = browser.callback();
          server.wait(Duration.ofMinutes(11));
          return words(browser.get(callback));
        });
  }

  private static void documents(List<Attack> all) {
    var area = "Configuration";
    checked(
        all,
        area,
        "metadata of another issuer",
        "Discovery 4.3",
        Defect.DISCOVERY_OF_ANOTHER_ISSUER,
        "says its issuer is");
    checked(
        all,
        area,
        "a redirect to the cloud's metadata address (SSRF)",
        "own rule",
        Defect.DISCOVERY_REDIRECTS,
        "instead of 200");
    checked(
        all,
        area,
        "a token endpoint on plain http",
        "RFC 9700 2.6",
        Defect.TOKENS_ON_PLAIN_HTTP,
        "must begin with https://");
    add(
        all,
        area,
        "keys at the cloud's metadata address (SSRF)",
        "setting outbound-networks",
        "169.254.169.254, which is not allowed",
        (server, browser) -> {
          try (var bad = FakeProvider.http(server.world.clock)) {
            bad.make(Defect.KEYS_AT_METADATA_ADDRESS);
            server.identity.providers.update(server.world.registry, bad.settings());
            return words(browser.signIn());
          }
        });
    add(
        all,
        area,
        "a certificate that nobody vouches for",
        "Core 16.17",
        "is not trusted",
        (server, browser) -> {
          try (var tls = FakeProvider.https(server.world.clock)) {
            server.identity.providers.update(server.world.registry, tls.settings());
            return words(browser.get("/c/oidc/login"));
          }
        });
    for (var endpoint :
        List.of("http://provider.test", "file:///etc/passwd", "https://u:p@a.test")) {
      add(
          all,
          area,
          "the endpoint " + endpoint,
          "own rule",
          "https",
          (server, _) -> check(server, at(server.provider.settings(), endpoint)));
    }
  }

  private static void logout(List<Attack> all) {
    var area = "Back-channel logout";
    var clause = "Back-Channel Logout 2.6";
    logout(all, area, "no signature", clause + " (2)", Defect.UNSIGNED, "is not signed");
    logout(all, area, "another key", clause + " (2)", Defect.BAD_SIGNATURE, "signature");
    logout(all, area, "for another client", clause + " (4)", Defect.WRONG_AUDIENCE, "meant for");
    logout(all, area, "another issuer", clause + " (4)", Defect.WRONG_ISSUER, "no provider");
    logout(all, area, "expired", clause + " (4)", Defect.EXPIRED, "has expired");
    logout(all, area, "no event", clause + " (6)", Defect.LOGOUT_WITHOUT_EVENT, "the event");
    logout(all, area, "with a nonce", clause + " (7)", Defect.LOGOUT_WITH_NONCE, "a nonce");
    logout(all, area, "without jti", clause + " (8)", Defect.LOGOUT_WITHOUT_ID, "no jti");
    add(
        all,
        area,
        "names nobody",
        clause + " (5)",
        "neither subject nor session",
        (server, browser) -> post(browser, server.provider.logoutToken(null, null)));
    add(
        all,
        area,
        "an ID token in its place",
        clause + " (6)",
        "the event",
        (server, browser) -> post(browser, server.provider.idToken()));
    add(
        all,
        area,
        "the same token once more",
        clause + " (8)",
        "used before",
        (server, browser) -> {
          var token = server.provider.logoutToken("sub-carol", null);
          assertThat(
                  browser
                      .form(BackChannelLogoutEndpoints.PATH, Map.of("logout_token", token))
                      .status())
              .isEqualTo(200);
          return post(browser, token);
        });
  }

  static void add(
      List<Attack> all, String area, String attack, String clause, String answer, Attempt attempt) {
    all.add(new Attack(area, attack, clause, answer, attempt));
  }

  /** An attack through what the provider says once the browser is back. */
  static void add(
      List<Attack> all, String area, String attack, String clause, Defect defect, String answer) {
    add(all, area, attack, clause, answer, (server, browser) -> with(defect, server, browser));
  }

  static String with(Defect defect, SignInServer server, Browser browser) throws Exception {
    var callback = browser.callback();
    server.provider.make(defect);
    return words(browser.get(callback));
  }

  private static void checked(
      List<Attack> all, String area, String attack, String clause, Defect defect, String answer) {
    add(
        all,
        area,
        attack,
        clause,
        answer,
        (server, _) -> {
          try (var bad = FakeProvider.http(server.world.clock)) {
            bad.make(defect);
            return check(server, bad.settings());
          }
        });
  }

  private static void logout(
      List<Attack> all, String area, String attack, String clause, Defect defect, String answer) {
    add(
        all,
        area,
        attack,
        clause,
        answer,
        (server, browser) -> {
          server.provider.make(defect);
          return post(browser, server.provider.logoutToken("sub-carol", null));
        });
  }

  private static String post(Browser browser, String token) throws Exception {
    var answer = browser.form(BackChannelLogoutEndpoints.PATH, Map.of("logout_token", token));
    assertThat(answer.status()).isEqualTo(400);
    return answer.json().path("error_description").asText();
  }

  private static String check(SignInServer server, ProviderSettings settings) {
    try {
      server.providers.check.check(settings);
      return "accepted";
    } catch (FaultException e) {
      return e.fault().message();
    }
  }

  /** The words of a refusal. */
  static String words(Browser.Answer answer) throws Exception {
    assertThat(answer.status()).as(answer.body()).isGreaterThanOrEqualTo(400);
    return answer.message();
  }

  private static String code(String callback) {
    return callback.replaceAll(".*code=([^&]*).*", "$1");
  }

  /** Somebody else uses a code up. */
  private static void redeem(SignInServer server, String code) throws Exception {
    var other = server.browser();
    assertThat(words(other.get(other.callback().replaceAll("code=[^&]*", "code=" + code))))
        .contains("invalid_grant");
  }

  private static ProviderSettings at(ProviderSettings s, String endpoint) {
    return ChangedProvider.of(s).endpoint(endpoint).withoutGroups().settings();
  }

  static NewUser local(String name) {
    return new NewUser(name, null, "", "", "Passw0rd", false);
  }
}
