package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Json;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.Workspace;
import io.berth.e2e.fixtures.client.ClientsRegistry;
import io.berth.e2e.fixtures.page.Browser;
import io.berth.e2e.fixtures.page.PageCheck;
import io.berth.e2e.fixtures.page.Person;
import io.berth.e2e.fixtures.page.PortalPages;
import io.berth.e2e.fixtures.page.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The API explorers of both hosts, as people use them who come with a link of a guide. */
@ExtendWith(RealParts.class)
final class ApiExplorerTest {
  private static final String REGISTRIES = "/cloud/project/{serviceName}/containerRegistry";

  private final ClientsRegistry registry;
  private final Browser browser;

  ApiExplorerTest(ClientsRegistry registry, Browser browser) {
    this.registry = registry;
    this.browser = browser;
  }

  @Test
  void aGuidesLinkSurvivesTheSignInAndItsCallIsTriedWithTheSession() throws IOException {
    try (var person = accountHolder()) {
      var page = person.page();
      person.open("/console/#/cloud/project/%7bservicename%7d/containerregistry~get");
      call(page, "get", REGISTRIES).locator(".opblock-body").waitFor();
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in")).click();
      signIn(page);
      page.waitForURL(url -> url.endsWith("#get-/cloud/project/-serviceName-/containerRegistry"));

      var call = call(page, "get", REGISTRIES);
      var start = registry.berth().bootstrap();
      call.getByPlaceholder("serviceName").fill(start.serviceName());
      button(call, "Execute").click();
      call.locator(".live-responses-table .response-col_status").last().waitFor();
      assertThat(call.locator(".live-responses-table").innerText())
          .contains("200", start.registryId(), "READY");
      assertThat(PageCheck.problems(person, "api-explorer")).isEmpty();

      var curl = sample(call, "curl");
      assertThat(curl).doesNotContain("CSRF").contains("$ACCESS_TOKEN");
      assertThat(Json.parse(runInShell(curl)).path(0).path("id").asText())
          .isEqualTo(start.registryId());
      var code = sample(call, "npm ovh");
      assertThat(Json.parse(runInNode(code)).path(0).path("id").asText())
          .isEqualTo(start.registryId());
      assertThat(person.problems("401")).isEmpty();
    }
  }

  @Test
  void aChangeIsMadeWithTheSessionAndRefusedInWordsWithoutIt() {
    try (var person = accountHolder()) {
      var page = person.page();
      var link = "/console/?section=%2Fme&branch=v1#post-/me/api/oauth2/client";
      person.open(link);
      var call = call(page, "post", "/me/api/oauth2/client");
      call.locator(".opblock-body").waitFor();
      var body = call.getByRole(AriaRole.TEXTBOX).last();
      body.fill(
          "{\"name\":\"explored\",\"description\":\"x\",\"flow\":\"CLIENT_CREDENTIALS\",\"callbackUrls\":[]}");
      button(call, "Execute").click();
      page.getByText("your session has ended").waitFor();
      page.locator(".console-notes").getByRole(AriaRole.LINK).click();
      signIn(page);
      page.waitForURL(url -> url.endsWith(link));

      call.locator(".opblock-body").waitFor();
      body.fill(
          "{\"name\":\"explored\",\"description\":\"x\",\"flow\":\"CLIENT_CREDENTIALS\",\"callbackUrls\":[]}");
      button(call, "Execute").click();
      call.locator(".live-responses-table .response-col_status").last().waitFor();
      assertThat(call.locator(".live-responses-table").innerText()).contains("200", "clientSecret");
      assertThat(person.problems("401", "403")).isEmpty();
    }
  }

  @Test
  void theFilterReadsPathsAndAnUnknownCallIsSaidToBeUnknown() {
    try (var person = accountHolder()) {
      var page = person.page();
      person.open("/console/?section=%2Fcloud&branch=v1#get-/cloud/project/-serviceName-/kube");
      page.getByText("There is no such call here").waitFor();
      page.locator(".operation-filter-input").fill("openidconnect post");
      call(page, "post", REGISTRIES + "/{registryID}/openIdConnect").waitFor();
      page.waitForCondition(() -> page.locator(".opblock").count() < 4);
      assertThat(page.locator(".opblock-put").count()).isZero();
      assertThat(person.problems("401")).isEmpty();
    }
  }

  @Test
  void aRegistrysApiIsExploredAtHarborsAddress() {
    try (var person = browser.person("maria", registry.berth().bootstrap().registryUrl())) {
      var page = person.page();
      person.open("/devcenter-api-2.0#get-/api/v2.0/projects");
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in")).click();
      page.locator("#login_username").waitFor();
      new PortalPages(person).signInLocally(registry.user(), registry.password());
      page.waitForURL(url -> url.endsWith("/devcenter-api-2.0#get-/api/v2.0/projects"));
      var call = call(page, "get", "/api/v2.0/projects");
      button(call, "Execute").click();
      call.locator(".live-responses-table .response-col_status").last().waitFor();
      assertThat(call.locator(".live-responses-table").innerText()).contains("200", "clients");
      assertThat(call.locator(".live-responses-table").innerText()).doesNotContain("npm ovh");
      assertThat(PageCheck.problems(person, "api-explorer-registry")).isEmpty();
      assertThat(person.problems()).isEmpty();
    }
  }

  private Person accountHolder() {
    return browser.person("account holder", "https://localhost:" + registry.berth().tlsPort());
  }

  private void signIn(Page page) {
    var start = registry.berth().bootstrap();
    page.getByLabel("Account").fill(start.account());
    page.getByLabel("Password").fill(start.password());
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true))
        .click();
  }

  private static Locator call(Page page, String method, String path) {
    return page.locator(".opblock-" + method)
        .filter(new Locator.FilterOptions().setHas(page.locator("[data-path=\"" + path + "\"]")));
  }

  private static Locator button(Locator within, String name) {
    return within.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  /** What the request is shown as, in one of the ways. */
  private static String sample(Locator call, String way) {
    return call.locator(".console-samples section[aria-label='" + way + "'] pre").innerText();
  }

  private String runInShell(String command) {
    var start = registry.berth().bootstrap();
    var token =
        new Visitor()
            .form(
                registry.berth().url() + "/auth/oauth2/token",
                Map.of(
                    "grant_type",
                    "client_credentials",
                    "scope",
                    "all",
                    "client_id",
                    start.clientId(),
                    "client_secret",
                    start.clientSecret()))
            .json()
            .path("access_token")
            .asText();
    return Command.of(List.of("bash", "-c", command))
        .with(Map.of("ACCESS_TOKEN", token, "CURL_CA_BUNDLE", start.caFile().toString()))
        .run()
        .ok();
  }

  /** Next to the modules of this module's other programs for Node. */
  private String runInNode(String code) throws IOException {
    var start = registry.berth().bootstrap();
    var file = Files.createTempFile(Workspace.MODULE.resolve("target"), "sample", ".mjs");
    Files.writeString(file, code);
    return Command.of(List.of("node", file.toString()))
        .with(
            Map.of(
                "NODE_EXTRA_CA_CERTS", start.caFile().toString(),
                "OVH_APPLICATION_KEY", start.applicationKey(),
                "OVH_APPLICATION_SECRET", start.applicationSecret(),
                "OVH_CONSUMER_KEY", start.consumerKey()))
        .run()
        .ok();
  }
}
