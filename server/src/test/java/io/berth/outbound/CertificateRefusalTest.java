package io.berth.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificateRefusalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target | no authority that is trusted here signed it
          PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed | validity check failed
          No subject alternative DNS name matching id.example.org found. | No subject alternative DNS name matching id.example.org found
          PKIX path building failed: the list is empty | the list is empty
          """)
  void javasOwnClassesAreNotNamed(String message, String reason) {
    assertThat(CertificateRefusal.reason(new CertificateException(message))).isEqualTo(reason);
  }

  @Test
  void aSilentRefusalIsSaidToBeOne() {
    assertThat(CertificateRefusal.reason(new CertificateException())).isEqualTo("unknown reason");
  }
}
