package io.berth.outbound;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Looks at the certificates a host shows, trusted or not, without saying anything to it. */
public final class TlsProbe {
  private TlsProbe() {}

  /**
   * What was seen.
   *
   * @param problem a sentence, "" when the chain is trusted and names the host
   */
  public record Seen(List<X509Certificate> chain, String problem) {}

  /**
   * Shakes hands.
   *
   * @param certificates PEM of the authorities that count, empty for those of the Java runtime
   */
  static Seen look(OutboundConnection dial, String certificates, Instant now) throws IOException {
    Watching watching;
    try {
      watching = new Watching(judge(certificates));
    } catch (OutboundException | GeneralSecurityException e) {
      return new Seen(List.of(), "The trusted certificates are no use: " + e.getMessage() + ".");
    }
    try {
      var context = TlsContexts.context(new TrustManager[] {watching});
      dial.secure(dial.connect(), context, true);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is missing from this Java", e);
    } catch (IOException e) {
      if (watching.shown().isEmpty()) {
        throw e;
      }
      return new Seen(
          watching.shown(), dial.place() + " does not speak TLS properly: " + e.getMessage() + ".");
    }
    return new Seen(watching.shown(), watching.problem(now));
  }

  private static X509ExtendedTrustManager judge(String certificates)
      throws OutboundException, GeneralSecurityException {
    TrustManager[] managers;
    if (certificates.isBlank()) {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      managers = factory.getTrustManagers();
    } else {
      managers = TlsContexts.managers(TlsContexts.parse(certificates));
    }
    for (var manager : managers) {
      if (manager instanceof X509ExtendedTrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("this Java trusts nobody");
  }

  /** Asks whom the provider's owner trusts, remembers the answer, and lets the handshake go on. */
  private static final class Watching extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private X509Certificate[] chain = {};
    private @Nullable CertificateException refusal;

    Watching(X509ExtendedTrustManager judge) {
      this.judge = judge;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket) {
      chain = shown.clone();
      try {
        judge.checkServerTrusted(shown, type, socket);
      } catch (CertificateException e) {
        refusal = e;
      }
    }

    List<X509Certificate> shown() {
      return List.of(chain);
    }

    String problem(Instant now) {
      if (chain.length > 0 && now.isAfter(chain[0].getNotAfter().toInstant())) {
        return "The certificate ended on " + chain[0].getNotAfter().toInstant() + ".";
      }
      if (refusal == null) {
        return "";
      }
      var why = CertificateRefusal.reason(refusal);
      return why.startsWith("No subject alternative") || why.startsWith("No name matching")
          ? "The certificate is for another host: " + why + "."
          : "The certificate is not trusted: " + why + ".";
    }

    @Override
    public void checkServerTrusted(
        X509Certificate[] shown, String type, javax.net.ssl.SSLEngine engine) {
      throw new UnsupportedOperationException("sockets only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type) {
      throw new UnsupportedOperationException("sockets only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("nobody is served here");
    }

    @Override
    public void checkClientTrusted(
        X509Certificate[] shown, String type, javax.net.ssl.SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("nobody is served here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type)
        throws CertificateException {
      throw new CertificateException("nobody is served here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
