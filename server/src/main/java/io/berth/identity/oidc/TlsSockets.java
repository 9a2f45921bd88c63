package io.berth.identity.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.identity.oidc.ProviderException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes the sockets for what a provider's owner trusts; each trust has sockets of its own. */
final class TlsSockets {
  private final ProviderNetworks networks;
  private final GuardedSockets verifying;
  private final GuardedSockets trusting;
  private final Cache<String, GuardedSockets> own = Caffeine.newBuilder().maximumSize(200).build();

  TlsSockets(ProviderNetworks networks) {
    this.networks = networks;
    try {
      verifying = new GuardedSockets(SSLContext.getDefault().getSocketFactory(), networks);
      trusting = guarded(new TrustManager[] {new TrustsAnyCertificate()});
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is missing from this Java", e);
    }
  }

  GuardedSockets of(Trust trust) throws ProviderException {
    if (!trust.verifyCert()) {
      return trusting;
    }
    if (trust.certificates().isBlank()) {
      return verifying;
    }
    var known = own.getIfPresent(trust.certificates());
    if (known == null) {
      known = trusting(parse(trust.certificates()));
      own.put(trust.certificates(), known);
    }
    return known;
  }

  /**
   * Reads authorities.
   *
   * @throws ProviderException CERTIFICATE when the text holds none
   */
  static Collection<? extends Certificate> parse(String pem) throws ProviderException {
    try {
      var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
      var certificates = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (GeneralSecurityException e) {
      throw new ProviderException(
          Kind.CERTIFICATE, "the trusted certificates cannot be read as PEM: " + e.getMessage());
    }
    throw new ProviderException(Kind.CERTIFICATE, "the trusted certificates hold no certificate");
  }

  private GuardedSockets trusting(Collection<? extends Certificate> authorities) {
    try {
      return guarded(managers(authorities));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is missing from this Java", e);
    }
  }

  /** What accepts the certificates of these authorities only. */
  static TrustManager[] managers(Collection<? extends Certificate> authorities) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (var authority : authorities) {
        store.setCertificateEntry("authority-" + number++, authority);
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("an empty key store cannot be made", e);
    }
  }

  private GuardedSockets guarded(TrustManager[] managers) throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers, null);
    return new GuardedSockets(context.getSocketFactory(), networks);
  }
}
