package io.berth.identity.oidc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Brings a message to a receiver that an owner named, under the same guard as a provider: https, or
 * http to this machine; an address that the networks allow, asked for once and connected to as it
 * was checked; no redirect followed, nothing read but the status.
 */
public final class GuardedPost {
  private static final int PATIENCE = (int) Duration.ofSeconds(10).toMillis();
  private static final int LONGEST_LINE = 1000;

  private final ProviderNetworks networks;

  public GuardedPost(ProviderNetworks networks) {
    this.networks = networks;
  }

  /**
   * Sends a POST.
   *
   * @param headers without line breaks
   * @return the status of the answer
   * @throws IOException when the receiver may not be asked or does not answer, saying why
   */
  public int post(URI url, Map<String, String> headers, byte[] body) throws IOException {
    try {
      ProviderConnection.checkUrl(url);
    } catch (ProviderException e) {
      throw new IOException(e.getMessage(), e);
    }
    var secure = "https".equals(url.getScheme());
    var host = url.getHost().replaceAll("^\\[|]$", "");
    int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
    try (var socket =
        secure ? secured(connect(host, port, false), host, port) : connect(host, port, true)) {
      var out = socket.getOutputStream();
      out.write(head(url, headers, body.length).getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      return status(socket);
    }
  }

  private Socket connect(String host, int port, boolean here) throws IOException {
    var address = InetAddress.getByName(host);
    if (!networks.allows(address) || (here && !address.isLoopbackAddress())) {
      throw new IOException(
          host + " has the address " + address.getHostAddress() + ", which is not allowed here");
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

  private static Socket secured(Socket plain, String host, int port) throws IOException {
    try {
      var socket =
          (SSLSocket)
              ((SSLSocketFactory) SSLSocketFactory.getDefault())
                  .createSocket(plain, host, port, true);
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static String head(URI url, Map<String, String> headers, int length) {
    var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    var head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n");
    head.append("Host: ").append(url.getRawAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("Content-Length: ")
        .append(length)
        .append("\r\nUser-Agent: Berth\r\nConnection: close\r\n\r\n")
        .toString();
  }

  /** RFC 9112 section 4. */
  private static int status(Socket socket) throws IOException {
    var line = new StringBuilder();
    var in = socket.getInputStream();
    for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST_LINE; c = in.read()) {
      line.append((char) c);
    }
    if (!line.toString().matches("HTTP/1\\.[01] \\d{3}( .*)?\\r?")) {
      throw new IOException("the receiver does not speak HTTP");
    }
    return Integer.parseInt(line.substring(9, 12));
  }
}
