package io.berth.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalAuthorityTest {
  private static final Set<String> NAMES = Set.of("localhost", "*.localhost", "127.0.0.1", "::1");

  @TempDir Path folder;

  @Test
  void aClientThatTrustsTheAuthorityTrustsTheServer() throws Exception {
    var authority = authority(InstantSource.system());
    assertThat(authority.ensure(NAMES)).isTrue();

    var server = LocalAuthority.readCertificate(authority.certificateFile());
    var trust = trusting(LocalAuthority.readCertificate(authority.authorityFile()));

    assertThatCode(() -> trust.checkServerTrusted(new X509Certificate[] {server}, "ECDHE_ECDSA"))
        .doesNotThrowAnyException();
  }

  @Test
  void afterAReplacementClientsOfEitherAuthorityTrustTheServer() throws Exception {
    var authority = authority(InstantSource.system());
    authority.ensure(NAMES);
    var before = LocalAuthority.readCertificate(authority.authorityFile());
    var serverBefore = LocalAuthority.readCertificate(authority.certificateFile());

    authority.replace();
    assertThat(authority.ensure(NAMES)).as("the server's certificate is made anew").isTrue();

    var now = LocalAuthority.readCertificate(authority.authorityFile());
    var chain = chain(authority.certificateFile());
    assertThat(chain).hasSize(3);
    assertThat(chain[0]).isNotEqualTo(serverBefore);
    for (var known : new X509Certificate[] {before, now}) {
      assertThatCode(() -> trusting(known).checkServerTrusted(chain, "ECDHE_ECDSA"))
          .as("%s", known.getSubjectX500Principal())
          .doesNotThrowAnyException();
    }
    assertThatThrownBy(
            () ->
                trusting(now)
                    .checkServerTrusted(new X509Certificate[] {serverBefore}, "ECDHE_ECDSA"))
        .isInstanceOf(CertificateException.class);
    assertThat(authority.ensure(NAMES)).as("and once is enough").isFalse();
  }

  private static X509Certificate[] chain(Path file) throws Exception {
    try (var in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(in)
          .toArray(X509Certificate[]::new);
    }
  }

  private static X509TrustManager trusting(X509Certificate authority) throws Exception {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("ca", authority);
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  @Test
  void theCertificateCarriesEveryName() throws Exception {
    var authority = authority(InstantSource.system());
    authority.ensure(NAMES);

    assertThat(names(authority))
        .contains("localhost", "*.localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
  }

  @Test
  void aSecondStartKeepsEverything() throws IOException {
    authority(InstantSource.system()).ensure(NAMES);
    var before = Files.readString(folder.resolve("server.pem"));

    assertThat(authority(InstantSource.system()).ensure(NAMES)).isFalse();
    assertThat(folder.resolve("server.pem")).content().isEqualTo(before);
  }

  @Test
  void aCertificateNearItsEndIsRenewedUnderTheSameAuthority() throws Exception {
    authority(InstantSource.system()).ensure(NAMES);
    var authorityBefore = Files.readString(folder.resolve("ca.pem"));
    var later = Instant.ofEpochMilli(System.currentTimeMillis()).plus(Duration.ofDays(380));

    assertThat(authority(InstantSource.fixed(later)).ensure(NAMES)).isTrue();
    assertThat(folder.resolve("ca.pem")).content().isEqualTo(authorityBefore);
  }

  @Test
  void aNewNameMakesANewCertificate() throws Exception {
    authority(InstantSource.system()).ensure(NAMES);
    var more = Set.of("localhost", "berth.example.org");

    assertThat(authority(InstantSource.system()).ensure(more)).isTrue();
    assertThat(names(authority(InstantSource.system()))).contains("berth.example.org");
  }

  @Test
  void keysAreReadableOnlyByTheirOwner() throws IOException {
    authority(InstantSource.system()).ensure(NAMES);

    for (var key : new String[] {"ca.key", "server.key"}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(key))))
          .isEqualTo("rw-------");
      assertThat(folder.resolve(key)).content().startsWith("-----BEGIN PRIVATE KEY-----");
    }
  }

  private LocalAuthority authority(InstantSource clock) {
    return new LocalAuthority(folder, clock, new SecureRandom());
  }

  private static Set<String> names(LocalAuthority authority)
      throws IOException, GeneralSecurityException {
    return LocalAuthority.readCertificate(authority.certificateFile())
        .getSubjectAlternativeNames()
        .stream()
        .map(name -> String.valueOf(name.get(1)))
        .collect(Collectors.toSet());
  }
}
