package io.berth.identity.oidc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS sockets that look at the address in the moment of connecting, so that a name which resolves
 * differently the second time gains nothing.
 */
final class GuardedSockets extends SSLSocketFactory {
  private final SSLSocketFactory tls;
  private final ProviderNetworks networks;

  GuardedSockets(SSLSocketFactory tls, ProviderNetworks networks) {
    this.tls = tls;
    this.networks = networks;
  }

  /** The address is not one a provider may have. */
  static final class AddressRefused extends SocketException {
    private static final long serialVersionUID = 1;

    AddressRefused(InetAddress address) {
      super(address.getHostAddress());
    }
  }

  @Override
  public Socket createSocket() {
    return new Guarded(networks);
  }

  @Override
  public Socket createSocket(Socket connected, String host, int port, boolean autoClose)
      throws IOException {
    return tls.createSocket(connected, host, port, autoClose);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("only unconnected sockets");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("only unconnected sockets");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException("only unconnected sockets");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("only unconnected sockets");
  }

  private static final class Guarded extends Socket {
    private final ProviderNetworks networks;

    Guarded(ProviderNetworks networks) {
      this.networks = networks;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress target) || target.isUnresolved()) {
        throw new UnknownHostException(endpoint.toString());
      }
      if (!networks.allows(target.getAddress())) {
        throw new AddressRefused(target.getAddress());
      }
      super.connect(endpoint, timeout);
    }
  }
}
