package io.berth.identity.oidc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Looks at the certificates a host shows, trusted or not, without saying anything to it. */
final class TlsProbe {
  private static final int PATIENCE = (int) Duration.ofSeconds(5).toMillis();

  private final ProviderNetworks networks;

  TlsProbe(ProviderNetworks networks) {
    this.networks = networks;
  }

  /**
   * What was seen.
   *
   * @param problem a sentence, "" when the chain is trusted and names the host
   */
  record Seen(List<ProviderReport.Certificate> chain, String problem) {}

  /**
   * Shakes hands.
   *
   * @param certificates PEM of the authorities that count, empty for those of the Java runtime
   */
  Seen look(URI uri, String certificates, Instant now) {
    Watching watching;
    try {
      watching = new Watching(judge(certificates));
    } catch (ProviderException | GeneralSecurityException e) {
      return new Seen(List.of(), "The trusted certificates are no use: " + e.getMessage() + ".");
    }
    int port = uri.getPort() < 0 ? 443 : uri.getPort();
    var host = uri.getHost().replaceAll("^\\[|]$", "");
    try (var plain = connect(host, port)) {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {watching}, null);
      try (var socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
      }
      return new Seen(watching.shown(), watching.problem(now));
    } catch (IOException | GeneralSecurityException e) {
      return new Seen(
          watching.shown(), host + " cannot be reached over TLS: " + e.getMessage() + ".");
    }
  }

  private Socket connect(String host, int port) throws IOException {
    var address = InetAddress.getByName(host);
    if (!networks.allows(address)) {
      throw new IOException("its address " + address.getHostAddress() + " is not allowed here");
    }
    var socket = new Socket();
    try {
      socket.setSoTimeout(PATIENCE);
      socket.connect(new InetSocketAddress(address, port), PATIENCE);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static X509ExtendedTrustManager judge(String certificates)
      throws ProviderException, GeneralSecurityException {
    TrustManager[] managers;
    if (certificates.isBlank()) {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      managers = factory.getTrustManagers();
    } else {
      managers = TlsSockets.managers(TlsSockets.parse(certificates));
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

    List<ProviderReport.Certificate> shown() {
      var all = new ArrayList<ProviderReport.Certificate>();
      for (var certificate : chain) {
        all.add(
            new ProviderReport.Certificate(
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getNotBefore().toInstant().toString(),
                certificate.getNotAfter().toInstant().toString()));
      }
      return all;
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
