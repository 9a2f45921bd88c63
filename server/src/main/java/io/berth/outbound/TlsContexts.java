package io.berth.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.outbound.OutboundException.Kind;
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

/** TLS for what a call trusts; each trust has a context, and with it sessions, of its own. */
final class TlsContexts {
  private final Cache<String, SSLContext> own = Caffeine.newBuilder().maximumSize(200).build();

  /**
   * Made for the first call: to read the Java runtime's authorities takes a tenth of a second, and
   * a start calls nobody.
   */
  private static final class Verifying {
    static final SSLContext CONTEXT = made(SSLContext::getDefault);
  }

  private static final class Trusting {
    static final SSLContext CONTEXT =
        made(() -> context(new TrustManager[] {new AnyCertificateAccepted()}));
  }

  private interface Making {
    SSLContext make() throws GeneralSecurityException;
  }

  private static SSLContext made(Making making) {
    try {
      return making.make();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is missing from this Java", e);
    }
  }

  SSLContext of(CertificateTrust trust) throws OutboundException {
    if (!trust.verifyCert()) {
      return Trusting.CONTEXT;
    }
    if (trust.certificates().isBlank()) {
      return Verifying.CONTEXT;
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
   * @throws OutboundException CERTIFICATE when the text holds none
   */
  static Collection<? extends Certificate> parse(String pem) throws OutboundException {
    try {
      var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
      var certificates = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (GeneralSecurityException e) {
      throw unusable("the trusted certificates cannot be read as PEM: " + e.getMessage());
    }
    throw unusable("the trusted certificates hold no certificate");
  }

  private static OutboundException unusable(String why) {
    return new OutboundException(Kind.CERTIFICATE, "", why, true);
  }

  private static SSLContext trusting(Collection<? extends Certificate> authorities) {
    return made(() -> context(managers(authorities)));
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

  static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers, null);
    return context;
  }
}
