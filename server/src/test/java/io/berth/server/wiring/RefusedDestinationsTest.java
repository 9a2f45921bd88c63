package io.berth.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundNetworks;
import io.berth.server.config.SettingSources;
import io.berth.server.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which places a server may ask by default, and what the operator is told of the others. */
final class RefusedDestinationsTest {
  @TempDir Path folder = Path.of("");

  private OutboundNetworks networks(Map<String, String> values) {
    var flags = new HashMap<>(values);
    flags.values().removeIf(String::isEmpty);
    return Settings.of(SettingSources.load(flags, Map.of(), folder, Optional.empty()))
        .networks()
        .outbound();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, '', '', any",
    "localhost, '', '', any",
    "::1, '', '', any",
    "127.0.0.1, http://localhost:8080, '', any",
    "0.0.0.0, '', '', public",
    "::, '', '', public",
    "10.0.0.5, '', '', public",
    "127.0.0.1, https://berth.example.org, '', public",
    "127.0.0.1, '', 127.0.0.1, public"
  })
  void aServerThatOthersReachAsksPublicAddressesOnly(
      String listen, String publicUrl, String proxies, String expected) {
    var found =
        networks(Map.of("listen", listen, "public-url", publicUrl, "trusted-proxies", proxies));
    assertThat(found).hasToString(expected);
    assertThat(found.alone()).isEqualTo(expected.equals("any"));
  }

  @Test
  void theOperatorIsToldWhatIsNotAskedAndHowToAllowIt() {
    var networks = networks(Map.of("listen", "0.0.0.0"));
    var places = new RefusedDestinations(new Outbound(networks), networks);
    assertThat(
            places.notices(
                Map.of(
                    "provider",
                    List.of("https://10.1.2.3/realm", "https://93.184.216.34/realm"),
                    "webhook",
                    List.of("http://localhost:9/hook"))))
        .containsExactlyInAnyOrder(
            "the provider https://10.1.2.3/realm is not asked: 10.1.2.3 has the address 10.1.2.3,"
                + " which is not allowed here; outbound-networks is public, to allow it list the"
                + " block of that address there",
            "the webhook http://localhost:9/hook is not asked: localhost:9 has the address"
                + " 127.0.0.1, which is not allowed here; outbound-networks is public, to allow it"
                + " list the block of that address there");
    var named = networks(Map.of("listen", "0.0.0.0", "outbound-networks", "10.1.2.0/24,127.0.0.1"));
    assertThat(
            new RefusedDestinations(new Outbound(named), named)
                .notices(
                    Map.of(
                        "provider",
                        List.of("https://10.1.2.3/realm"),
                        "webhook",
                        List.of("http://127.0.0.1:9/hook"))))
        .isEmpty();
  }
}
