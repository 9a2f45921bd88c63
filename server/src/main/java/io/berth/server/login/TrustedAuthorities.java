package io.berth.server.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates a client believes. */
public final class TrustedAuthorities {
  private TrustedAuthorities() {}

  /**
   * The authorities of a PEM file, or those of the Java runtime.
   *
   * @throws IOException when the file cannot be read or holds no certificate
   */
  public static SSLContext of(Optional<Path> file) throws IOException {
    try {
      if (file.isEmpty()) {
        return SSLContext.getDefault();
      }
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      try (var in = Files.newInputStream(file.get())) {
        int number = 0;
        for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry("ca-" + number++, certificate);
        }
        if (number == 0) {
          throw new IOException(file.get() + " holds no certificate");
        }
      } catch (CertificateException e) {
        throw new IOException(file.get() + " holds no certificate", e);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is missing from this Java", e);
    }
  }
}
