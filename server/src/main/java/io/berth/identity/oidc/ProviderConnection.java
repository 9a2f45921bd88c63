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
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
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

  private static final List<String> HEADERS =
      List.of("Content-Type", "Cache-Control", "Age", "Expires", "Date", "ETag");

  static {
    // The JDK's client puts a connection back for others although both sides agreed to close it; a
    // sign-in that took such a one would fail. There is no setting for a single connection.
    System.setProperty("http.keepAlive", "false");
  }

  private final ProviderNetworks networks;
  private final TlsSockets tls;

  public ProviderConnection(ProviderNetworks networks) {
    this.networks = networks;
    this.tls = new TlsSockets(networks);
  }

  /**
   * What a provider answered.
   *
   * @param headers those of {@link #HEADERS} that it has
   */
  record Answer(int status, Map<String, String> headers, String body) {
    /** Empty when the answer lacks it. */
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** A GET of a document, or a short answer that it is still the one of this tag. */
  Answer get(URI uri, Trust trust, String tag) throws ProviderException {
    return send(uri, trust, tag.isEmpty() ? Map.of() : Map.of("If-None-Match", tag), null);
  }

  /** A GET as the person whose access token this is. */
  Answer getAs(URI uri, Trust trust, String accessToken) throws ProviderException {
    return send(uri, trust, bearer(accessToken), null);
  }

  /** A POST of JSON as the person whose access token this is. */
  Answer postAs(URI uri, Trust trust, String accessToken, String json) throws ProviderException {
    var headers = new HashMap<>(bearer(accessToken));
    headers.put("Content-Type", "application/json");
    return send(uri, trust, headers, json.getBytes(StandardCharsets.UTF_8));
  }

  /** A POST of a web form. */
  Answer post(URI uri, Trust trust, Map<String, String> headers, String form)
      throws ProviderException {
    var all = new HashMap<>(headers);
    all.put("Content-Type", "application/x-www-form-urlencoded");
    return send(uri, trust, all, form.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> bearer(String accessToken) {
    return Map.of("Authorization", "Bearer " + accessToken);
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

  private Answer send(URI uri, Trust trust, Map<String, String> headers, byte @Nullable [] body)
      throws ProviderException {
    checkUrl(uri);
    var place = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    try {
      var connection = open(uri, trust);
      headers.forEach(connection::setRequestProperty);
      try {
        if (body != null) {
          connection.setRequestMethod("POST");
          connection.setDoOutput(true);
          // Streaming, because otherwise the JDK may send a code or a refresh token twice.
          connection.setFixedLengthStreamingMode(body.length);
          try (var out = connection.getOutputStream()) {
            out.write(body);
          }
        }
        return read(connection);
      } catch (HttpRetryException e) {
        return new Answer(e.responseCode(), Map.of(), "");
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      throw problem(e, place);
    }
  }

  private HttpURLConnection open(URI uri, Trust trust) throws IOException, ProviderException {
    var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout((int) CONNECT.toMillis());
    connection.setReadTimeout((int) READ.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept", "application/json");
    connection.setRequestProperty("User-Agent", "Berth");
    connection.setRequestProperty("Connection", "close");
    if (connection instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(tls.of(trust));
      if (!trust.verifyCert()) {
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
      var headers = new HashMap<String, String>();
      for (var name : HEADERS) {
        var value = connection.getHeaderField(name);
        if (value != null) {
          headers.put(name, value);
        }
      }
      return new Answer(status, headers, bytes.toString(StandardCharsets.UTF_8));
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
                  + "); install a trusted one, trust its authority for this provider, or set"
                  + " verifyCert to false");
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
      if (cause instanceof CertificateException refusal) {
        return CertificateRefusal.reason(refusal);
      }
      if (cause instanceof CertPathBuilderException refusal) {
        return CertificateRefusal.reason(refusal);
      }
    }
    return null;
  }
}
