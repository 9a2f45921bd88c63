package io.berth.server.demo;

import io.berth.http.message.Json;
import java.io.IOException;
import java.util.Map;

/**
 * Brings a fresh registry to the state a newcomer wants to see: sample content, then sign-in
 * through the provider. A registry that has a provider already only learns where it is now.
 */
public final class DemoContent {
  /** The client the demo's realm knows; see dev/realm-registry.json. */
  private static final Map<String, Object> CLIENT =
      Map.of(
          "name", "keycloak",
          "clientId", "harbor",
          "clientSecret", "harbor-secret",
          "scope", "openid,profile,email,offline_access",
          "groupsClaim", "groups",
          "adminGroup", "harbor-admin");

  private final ControlClient control;
  private final String registryPath;
  private final String registryUrl;

  public DemoContent(
      ControlClient control, String serviceName, String registryId, String registryUrl) {
    this.control = control;
    this.registryPath = "/cloud/project/" + serviceName + "/containerRegistry/" + registryId;
    this.registryUrl = registryUrl;
  }

  /** Tells it all; each step goes over HTTP like any client's. */
  public void tell(String issuer) throws IOException, InterruptedException {
    var provider = new java.util.TreeMap<>(CLIENT);
    provider.put("endpoint", issuer);
    var path = registryPath + "/openIdConnect";
    if (control.call("GET", path, "").expect(200, 404).status() == 200) {
      control.call("PUT", path, Json.text(Map.of("provider", provider))).expect(200);
      return;
    }
    pushSamples();
    var body = Json.text(Map.of("deleteUsers", true, "provider", provider));
    control.call("POST", path, body).expect(200);
  }

  private void pushSamples() throws IOException, InterruptedException {
    var user = control.call("POST", registryPath + "/users", "").expect(200, 201).json();
    var registry =
        new RegistryClient(registryUrl, user.path("user").asText(), user.path("password").asText());
    registry.createProject("samples");
    registry.push(SampleArtifact.image());
    registry.push(SampleArtifact.chart());
  }
}
