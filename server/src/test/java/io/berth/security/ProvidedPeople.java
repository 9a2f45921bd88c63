package io.berth.security;

import io.berth.http.message.Json;
import io.berth.testing.FakeProvider;
import java.util.Map;

/** People of a registry who come from a provider, made by its administrator {@code boss}. */
public final class ProvidedPeople {
  private ProvidedPeople() {}

  /** Lets the people of a provider in, under the names that it gives them. */
  public static void letIn(RunningBerth berth, FakeProvider provider, String alias) {
    berth
        .call("POST", "/api/v2.0/oidc-providers")
        .as("boss")
        .json(
            Json.bytes(
                Map.of(
                    "alias",
                    alias,
                    "endpoint",
                    provider.issuer(),
                    "client_id",
                    FakeProvider.CLIENT,
                    "client_secret",
                    FakeProvider.SECRET,
                    "user_claim",
                    "preferred_username",
                    "auto_onboard",
                    true)))
        .text(201);
  }

  /** The id of whom a browser signed in; an administrator from now on. */
  public static long promoted(RunningBerth berth, RegistryBrowser browser) {
    var id = browser.call("GET", "/api/v2.0/users/current").json(200).path("user_id").asLong();
    berth
        .call("PUT", "/api/v2.0/users/" + id + "/sysadmin")
        .as("boss")
        .json("{'sysadmin_flag':true}")
        .text(200);
    return id;
  }
}
