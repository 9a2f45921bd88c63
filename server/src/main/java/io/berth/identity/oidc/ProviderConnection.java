package io.berth.identity.oidc;

import io.berth.identity.oidc.ProviderException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Requests to providers. Their URLs come from registry owners and from documents those URLs lead
 * to, so every request is guarded: https, or http to this machine; addresses by {@link
 * ProviderNetworks}; no redirects; bounded time and size.
 */
public final class ProviderConnection {
  private static final int MAX_BYTES = 256 * 1024;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration READ = Duration.ofSeconds(10);

  private final ProviderNetworks networks;
  private final GuardedSockets verifying;
  private final GuardedSockets trusting;

  public ProviderConnection(ProviderNetworks networks) {
    this.networks = networks;
    try {
      this.verifying = new GuardedSockets(SSLContext.getDefault().getSocketFactory(), networks);
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustsAnyCertificate()}, null);
      this.trusting = new GuardedSockets(context.getSocketFactory(), networks);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is missing from this Java", e);
    }
  }

  /** What a provider answered. */
  record Answer(int status, String contentType, @Nullable String cacheControl, String body) {}

  /** A GET, with a bearer token where one is given. */
  Answer get(URI uri, boolean verifyCert, @Nullable String bearer) throws ProviderException {
    return send(
        uri,
        verifyCert,
        bearer == null ? Map.of() : Map.of("Authorization", "Bearer " + bearer),
        null);
  }

  /** A POST of a web form. */
  Answer post(URI uri, boolean verifyCert, Map<String, String> headers, String form)
      throws ProviderException {
    return send(uri, verifyCert, headers, form.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Refuses URLs that may not be asked.
   *
   * @throws ProviderException PROTOCOL for a URL that is not https, or http to this machine
   */
  static void checkUrl(URI uri) throws ProviderException {
    var host = uri.getHost();
    if (host == null || uri.getRawUserInfo() != null || uri.getScheme() == null) {
      throw new ProviderException(Kind.PROTOCOL, "not an absolute https URL: " + uri);
    }
    if (uri.getScheme().equals("https")) {
      return;
    }
    if (!uri.getScheme().equals("http") || !isThisMachine(host)) {
      throw new ProviderException(
          Kind.PROTOCOL,
          "the provider's URL " + uri + " must begin with https:// (http only on localhost)");
    }
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  private Answer send(
      URI uri, boolean verifyCert, Map<String, String> headers, byte @Nullable [] body)
      throws ProviderException {
    checkUrl(uri);
    var place = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    try {
      var connection = open(uri, verifyCert);
      headers.forEach(connection::setRequestProperty);
      try {
        if (body != null) {
          connection.setRequestMethod("POST");
          connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
          connection.setDoOutput(true);
          // Streaming, because otherwise the JDK may send a code or a refresh token twice.
          connection.setFixedLengthStreamingMode(body.length);
          try (var out = connection.getOutputStream()) {
            out.write(body);
          }
        }
        return read(connection);
      } catch (HttpRetryException e) {
        return new Answer(e.responseCode(), "", null, "");
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      throw problem(e, place);
    }
  }

  private HttpURLConnection open(URI uri, boolean verifyCert) throws IOException {
    var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout((int) CONNECT.toMillis());
    connection.setReadTimeout((int) READ.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept", "application/json");
    connection.setRequestProperty("User-Agent", "Berth");
    connection.setRequestProperty("Connection", "close");
    if (connection instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(verifyCert ? verifying : trusting);
      if (!verifyCert) {
        https.setHostnameVerifier((_, _) -> true);
      }
    } else {
      // The host was checked to be this machine by name; a name may still resolve elsewhere.
      for (var address : InetAddress.getAllByName(uri.getHost())) {
        if (!address.isLoopbackAddress() || !networks.allows(address)) {
          throw new GuardedSockets.AddressRefused(address);
        }
      }
    }
    return connection;
  }

  private static Answer read(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    var type = connection.getContentType();
    var deadline = System.nanoTime() + READ.toNanos();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      var bytes = new java.io.ByteArrayOutputStream();
      var buffer = new byte[8192];
      for (int n; in != null && (n = in.read(buffer)) >= 0; ) {
        bytes.write(buffer, 0, n);
        if (bytes.size() > MAX_BYTES) {
          throw new IOException("the answer is larger than " + MAX_BYTES + " bytes");
        }
        if (System.nanoTime() > deadline) {
          throw new SocketTimeoutException("the answer takes too long");
        }
      }
      return new Answer(
          status,
          type == null ? "" : type,
          connection.getHeaderField("Cache-Control"),
          bytes.toString(StandardCharsets.UTF_8));
    }
  }

  private static ProviderException problem(IOException e, String place) {
    return switch (e) {
      case GuardedSockets.AddressRefused refused ->
          new ProviderException(
              Kind.ADDRESS,
              place + " has the address " + refused.getMessage() + ", which is not allowed here");
      case UnknownHostException _ ->
          new ProviderException(Kind.AWAY, "there is no host of the name " + place);
      case SocketTimeoutException _ ->
          new ProviderException(Kind.AWAY, place + " does not answer in time");
      case SSLException ssl when certificateProblem(ssl) != null ->
          new ProviderException(
              Kind.CERTIFICATE,
              "the certificate of "
                  + place
                  + " is not trusted ("
                  + certificateProblem(ssl)
                  + "); install a trusted one, or set verifyCert to false");
      case SSLException ssl ->
          new ProviderException(
              Kind.PROTOCOL, place + " does not speak TLS properly: " + ssl.getMessage());
      case MalformedURLException _ ->
          new ProviderException(Kind.PROTOCOL, "not a URL: " + e.getMessage());
      default -> new ProviderException(Kind.AWAY, place + " cannot be reached: " + e.getMessage());
    };
  }

  private static @Nullable String certificateProblem(SSLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException
          || cause instanceof java.security.cert.CertPathBuilderException) {
        var message = cause.getMessage();
        return message == null
            ? "unknown reason"
            : message.replace("PKIX path building failed: ", "");
      }
    }
    return null;
  }
}
