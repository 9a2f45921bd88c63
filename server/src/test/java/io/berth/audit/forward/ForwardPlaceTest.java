package io.berth.audit.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.audit.forward.ForwardPlace.Kind;
import io.berth.outbound.CertificateTrust;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ForwardPlaceTest {
  @ParameterizedTest
  @CsvSource({
    "file:/var/log/berth/audit.jsonl, FILE, /var/log/berth/audit.jsonl",
    "syslog+udp://192.0.2.1:514, SYSLOG_UDP, 192.0.2.1:514",
    "syslog+tcp://logs.example.org:601, SYSLOG_TCP, logs.example.org:601",
    "syslog+tls://[2001:db8::1]:6514, SYSLOG_TLS, [2001:db8::1]:6514",
    "https://logs.example.org/in?key=1, HTTP, https://logs.example.org/in?key=1"
  })
  void theOperatorNamesPlacesAsUrls(String text, Kind kind, String address) {
    var place = ForwardPlace.parse(text, "");
    assertThat(place.kind()).isEqualTo(kind);
    assertThat(place.address()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "audit.log",
        "file:audit.log",
        "syslog://logs.example.org:514",
        "syslog+tcp://logs.example.org",
        "syslog+tcp://logs.example.org:0",
        "syslog+tcp://logs.example.org:70000",
        "syslog+tcp://user@logs.example.org:514",
        "syslog+tcp://logs.example.org:514/path",
        "syslog+udp://0x7f000001:514",
        "http://logs.example.org/",
        "ftp://logs.example.org/"
      })
  void whatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> ForwardPlace.parse(text, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPlaceIsShownWithoutWhatMayBeSecret() {
    assertThat(ForwardPlace.parse("https://logs.example.org/in?key=1", ""))
        .hasToString("POST https://logs.example.org");
  }

  @Test
  void authoritiesThatCannotBeReadAreAProblem() {
    var trust = new CertificateTrust(true, "nothing");
    assertThat(new ForwardPlace(Kind.SYSLOG_TLS, "logs.example.org:6514", trust, "").problem())
        .isPresent();
  }
}
