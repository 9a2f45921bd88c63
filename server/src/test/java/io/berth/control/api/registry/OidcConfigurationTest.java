package io.berth.control.api.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.control.schema.BodyReader;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import io.berth.identity.provider.ProviderSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** docs/reference/contracts/control-api.md#openidconnect. */
final class OidcConfigurationTest {
  private static final String LEAST =
      "\"name\":\"n\",\"endpoint\":\"https://idp.test\",\"clientId\":\"c\",\"clientSecret\":\"s\"";
  private static final ProviderSettings NOW =
      new ProviderSettings(
          "n", "https://idp.test", "c", "s", "openid", "groups", "", "a", "u", false, true);

  @Test
  void whatIsAbsentHasItsDefault() throws IOException {
    assertThat(create(LEAST + ",\"scope\":\"openid,email\""))
        .isEqualTo(
            new ProviderSettings(
                "n", "https://idp.test", "c", "s", "openid,email", "", "", "", "", true, false));
  }

  @Test
  void whatIsRequiredIsNamed() {
    assertThatThrownBy(() -> create("\"name\":\"n\""))
        .isInstanceOf(FaultException.class)
        .hasMessage("endpoint is required");
  }

  @Test
  void aScopeWithoutOpenidIsRefused() {
    assertThatThrownBy(() -> create(LEAST + ",\"scope\":\"profile, email\""))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("openid");
  }

  @Test
  void autoOnboardNeedsTheClaimThatGivesTheName() {
    assertThatThrownBy(() -> create(LEAST + ",\"scope\":\"openid\",\"autoOnboard\":true"))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("userClaim");
  }

  @Test
  void aFieldOfTheWrongTypeIsNamed() {
    assertThatThrownBy(() -> create(LEAST + ",\"scope\":\"openid\",\"verifyCert\":\"yes\""))
        .hasMessage("verifyCert must be true or false");
  }

  @Test
  void aChangeIsReadFlatAndBelowProvider() throws IOException {
    var flat = OidcConfiguration.change(json("{\"adminGroup\":\"b\"}"), NOW);
    assertThat(flat.adminGroup()).isEqualTo("b");
    assertThat(OidcConfiguration.change(json("{\"provider\":{\"adminGroup\":\"b\"}}"), NOW))
        .isEqualTo(flat);
  }

  @Test
  void absentAndNullKeepAndEmptyClears() throws IOException {
    assertThat(OidcConfiguration.change(json("{\"clientSecret\":null}"), NOW)).isEqualTo(NOW);
    assertThat(OidcConfiguration.change(json("{\"adminGroup\":\"\"}"), NOW).adminGroup()).isEmpty();
    assertThatThrownBy(() -> OidcConfiguration.change(json("{\"clientId\":\"\"}"), NOW))
        .hasMessage("clientId is required");
  }

  private static ProviderSettings create(String provider) throws IOException {
    return BodyReader.read(json("{\"provider\":{" + provider + "}}"), OidcConfiguration.Check.class)
        .provider()
        .settings();
  }

  private static JsonNode json(String text) throws IOException {
    return Json.tree(text.getBytes(StandardCharsets.UTF_8));
  }
}
