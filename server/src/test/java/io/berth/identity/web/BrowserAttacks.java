package io.berth.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.identity.web.OidcAttacks.Attack;
import io.berth.testing.FakeProvider;
import io.berth.testing.FakeProvider.Defect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Attacks on the browser of a person who signs in. */
final class BrowserAttacks {
  private BrowserAttacks() {}

  static List<Attack> all() {
    var all = new ArrayList<Attack>();
    redirects(all);
    sessions(all);
    linking(all);
    staleLinking(all);
    return all;
  }

  private static void redirects(List<Attack> all) {
    for (var target :
        List.of(
            "//evil.test",
            "https://evil.test/",
            "/\\evil.test",
            "/ok\r\nSet-Cookie: sid=x",
            "javascript:alert(1)")) {
      OidcAttacks.add(
          all,
          "Redirect",
          "redirect_url=" + target.replace("\r\n", "\\r\\n").replace("|", "\\|"),
          "RFC 9700 4.11",
          "cannot redirect to other site",
          (_, browser) ->
              OidcAttacks.words(
                  browser.get("/c/oidc/login?redirect_url=" + Browser.encode(target))));
    }
    OidcAttacks.add(
        all,
        "Redirect",
        "an error description with a script in it",
        "own rule",
        "shown as text",
        (_, browser) -> {
          var back =
              browser.callback().replaceAll("code=[^&]*", "error=x&error_description=%3Cb%3E");
          var page = browser.accept("text/html").get(back);
          assertThat(page.status()).isEqualTo(400);
          assertThat(page.body()).contains("&lt;b&gt;").doesNotContain("<b>", "<script");
          browser.accept("application/json");
          return "shown as text";
        });
  }

  private static void sessions(List<Attack> all) {
    OidcAttacks.add(
        all,
        "Session",
        "a session cookie planted before the sign-in (fixation)",
        "RFC 9700 2.1, own rule",
        "a new session; the planted one knows nobody",
        (server, browser) -> {
          server.world.users.createLocal(server.world.registry, OidcAttacks.local("ada"));
          browser.get("/api/v2.0/who");
          browser.cookies.put("sid", "planted");
          browser.get("/api/v2.0/who");
          var form = Map.of("principal", "ada", "password", "Passw0rd");
          assertThat(browser.form("/c/login", form).status()).isEqualTo(200);
          assertThat(browser.cookies.get("sid")).isNotEqualTo("planted");
          var thief = server.browser();
          thief.cookies.put("sid", "planted");
          assertThat(thief.whoAmI().path("name").asText()).isEqualTo("anonymous");
          browser.cookies.clear();
          return "a new session; the planted one knows nobody";
        });
    OidcAttacks.add(
        all,
        "Session",
        "the username dialog of another browser",
        "own rule",
        "no sign-in of this browser",
        (server, browser) -> {
          server.browser().signIn();
          browser.get("/api/v2.0/who");
          return OidcAttacks.words(browser.json("/c/oidc/onboard", Map.of("username", "mallory")));
        });
    OidcAttacks.add(
        all,
        "Session",
        "the username dialog answered by another site (CSRF)",
        "RFC 9700 4.7",
        "CSRF token not found",
        (_, browser) -> {
          browser.signIn();
          browser.csrf = null;
          return OidcAttacks.words(browser.json("/c/oidc/onboard", Map.of("username", "mallory")));
        });
    OidcAttacks.add(
        all,
        "Session",
        "eleven wrong passwords",
        "own rule",
        "too many failed sign-ins",
        (server, browser) -> {
          server.world.users.createLocal(server.world.registry, OidcAttacks.local("eve"));
          browser.get("/api/v2.0/who");
          var form = Map.of("principal", "eve", "password", "Wr0ngWrong");
          for (int i = 0; i < 10; i++) {
            assertThat(browser.form("/c/login", form).status()).isEqualTo(401);
          }
          return OidcAttacks.words(browser.form("/c/login", form));
        });
  }

  private static void linking(List<Attack> all) {
    OidcAttacks.add(
        all,
        "Adding a provider",
        "begun by another site (CSRF)",
        "RFC 9700 4.7",
        "CSRF token not found",
        (server, browser) -> {
          signIn(server, browser, "kim");
          browser.csrf = null;
          var words = OidcAttacks.words(browser.json("/c/oidc/link", Map.of()));
          browser.cookies.clear();
          return words;
        });
    OidcAttacks.add(
        all,
        "Adding a provider",
        "finished in a browser where the user is not signed in any more",
        "own rule",
        "not signed in here any more",
        (server, browser) -> {
          signIn(server, browser, "lee");
          var callback = browser.callbackOf(link(browser));
          browser.cookies.remove("sid");
          return OidcAttacks.words(browser.get(callback));
        });
    OidcAttacks.add(
        all,
        "Adding a provider",
        "with a person who is another user already",
        "own rule",
        "is the user \"mia\" of this registry already",
        (server, browser) -> {
          var mia = server.browser();
          mia.signIn();
          assertThat(mia.json("/c/oidc/onboard", Map.of("username", "mia")).status())
              .isEqualTo(200);
          signIn(server, browser, "noa");
          var words = OidcAttacks.words(browser.get(browser.callbackOf(link(browser))));
          browser.cookies.clear();
          return words;
        });
    OidcAttacks.add(
        all,
        "Adding a provider",
        "a new person with the address of another user",
        "Core 5.7",
        "another user, without the address",
        (server, browser) -> {
          server.world.users.createLocal(
              server.world.registry,
              new io.berth.identity.user.NewUser(
                  "owner", "carol@example.test", "", "", "Passw0rd", false));
          browser.signIn();
          assertThat(browser.json("/c/oidc/onboard", Map.of("username", "pat")).status())
              .isEqualTo(200);
          var users = server.identity.users;
          var pat = users.findByUsername(server.world.registry, "pat").orElseThrow();
          assertThat(pat.email()).isNull();
          browser.cookies.clear();
          return "another user, without the address";
        });
    OidcAttacks.add(
        all,
        "Adding a provider",
        "a subject that another provider gave to somebody else",
        "Core 5.7",
        "another person",
        (server, browser) -> {
          try (var second = FakeProvider.http(server.world.clock)) {
            server.identity.providers.add(server.world.registry, "second", second.settings());
            browser.signIn();
            browser.json("/c/oidc/onboard", Map.of("username", "quinn"));
            var other = server.browser();
            assertThat(other.get(other.callback("second")).location()).startsWith("/oidc-onboard");
            server.identity.providers.removeFurther(server.world.registry, "second");
            browser.cookies.clear();
            return "another person";
          }
        });
  }

  /** Fresh is what the provider signs, not what it was asked for. */
  private static void staleLinking(List<Attack> all) {
    for (var defect : List.of(Defect.OLD_AUTHENTICATION, Defect.UNKNOWN_AUTHENTICATION)) {
      var old = defect == Defect.OLD_AUTHENTICATION;
      OidcAttacks.add(
          all,
          "Adding a provider",
          old
              ? "with a sign-in there that is a day old (auth_time)"
              : "with a sign-in there of which the provider does not say when it was",
          "Core 3.1.3.7 (13)",
          old
              ? "the provider did not ask you again as it was told to (max_age)"
              : "it does not say when you signed in at the provider (auth_time)",
          (server, browser) -> {
            signIn(server, browser, old ? "ray" : "sam");
            server.provider.make(defect);
            var words = OidcAttacks.words(browser.get(browser.callbackOf(link(browser))));
            server.provider.repair();
            browser.cookies.clear();
            return words;
          });
    }
  }

  private static void signIn(SignInServer server, Browser browser, String name) throws Exception {
    server.world.users.createLocal(server.world.registry, OidcAttacks.local(name));
    browser.get("/api/v2.0/who");
    var form = Map.of("principal", name, "password", "Passw0rd");
    assertThat(browser.form("/c/login", form).status()).isEqualTo(200);
    browser.get("/api/v2.0/who");
  }

  private static String link(Browser browser) throws Exception {
    var answer = browser.json("/c/oidc/link", Map.of("redirect_url", "/harbor"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var there = answer.json().path("redirect_location").asText();
    assertThat(there).contains("prompt=login", "max_age=300");
    return there;
  }
}
