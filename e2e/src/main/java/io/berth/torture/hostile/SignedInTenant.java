package io.berth.torture.hostile;

import io.berth.client.Answer;
import io.berth.client.Body;
import io.berth.client.Client;
import io.berth.client.Endpoint;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A registry with a provider and a webhook, and a browser that signs in there. */
final class SignedInTenant {
  private static final Pattern COOKIE = Pattern.compile("(?:^|,\\s*)([\\w.-]+=[^;,]*)");

  private final Endpoint endpoint;
  private final String path;
  final String name;

  private SignedInTenant(Endpoint endpoint, String path, String name) {
    this.endpoint = endpoint;
    this.path = path;
    this.name = name;
  }

  static SignedInTenant create(BerthProcess berth, Client control, String name, String issuer)
      throws IOException {
    var tenant = Tenant.another(berth, name);
    var all = "/v1/cloud/project/" + berth.bootstrap().serviceName() + "/containerRegistry";
    String id = "";
    for (var registry : control.get(all).must(200).json()) {
      id = registry.path("name").asText().equals(name) ? registry.path("id").asText() : id;
    }
    var made = new SignedInTenant(tenant.endpoint(), all + "/" + id, name);
    control
        .post(
            made.path + "/openIdConnect",
            Json.write(
                Map.of(
                    "deleteUsers",
                    true,
                    "provider",
                    Map.of(
                        "name",
                        name,
                        "endpoint",
                        issuer,
                        "clientId",
                        "berth",
                        "clientSecret",
                        "secret",
                        "scope",
                        "openid,offline_access",
                        "userClaim",
                        "preferred_username",
                        "autoOnboard",
                        true,
                        "verifyCert",
                        false))))
        .must(200);
    return made;
  }

  /**
   * Where messages go, and some to go there; how many were taken. What is too many for a receiver
   * is refused at once (429), and stays so while the receiver is hostile: nobody waits for that.
   */
  int alert(Client control, String url, int messages) throws IOException {
    control.json("PUT", path + "/usageAlert", Json.write(Map.of("url", url))).must(200);
    int taken = 0;
    for (int i = 0; i < messages; i++) {
      taken += control.once("POST", path + "/usageAlert/test", Body.NONE).status() == 200 ? 1 : 0;
    }
    return taken;
  }

  /** The way to the provider: where the browser is sent, and its cookies. */
  private record Way(URI location, String cookies) {}

  private Way begin(Client client) throws IOException {
    var login = client.get("/c/oidc/login?redirect_url=%2Fharbor%2Fprojects").must(302);
    return new Way(URI.create(login.header("Location")), cookies(login));
  }

  /** Signs in as a browser does; whether the registry then knows the person. */
  boolean signIn(ProviderVisits browser) throws IOException, InterruptedException {
    try (var client = new Client(endpoint, "")) {
      var way = begin(client);
      var back = browser.sentOnFrom(way.location());
      var done = client.get(Endpoint.path(back), "Cookie: " + way.cookies());
      var user = client.get("/api/v2.0/users/current", "Cookie: " + cookies(done));
      return done.status() == 302 && user.status() == 200;
    }
  }

  /** Comes back with a code that nobody gave, so that the provider is asked for tokens. */
  int comeBackWithAnyCode() throws IOException {
    try (var client = new Client(endpoint, "")) {
      var way = begin(client);
      var state = way.location().getQuery().replaceAll("(^|.*&)state=([^&]*).*", "$2");
      return client
          .get(
              "/c/oidc/callback?code=any&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8),
              "Cookie: " + way.cookies())
          .status();
    }
  }

  /** The page that asks which providers answer. */
  int providers() throws IOException {
    try (var client = new Client(endpoint, "")) {
      return client.get("/c/oidc/providers").status();
    }
  }

  private static String cookies(Answer answer) {
    return COOKIE
        .matcher(answer.header("Set-Cookie"))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.joining("; "));
  }
}
