package io.berth.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.http.routing.Hosts;
import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import io.berth.testing.SelfSigned;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates by the name a client asks for (RFC 6066 section 3). */
final class SniCertificatesTest {
  @TempDir Path folder = Path.of("");

  private static Server start(ServerOptions options) {
    return Server.start(
        options, new Nobody(), List.of(), (_, _, _, _, _) -> {}, System.err, Clock.systemUTC());
  }

  private record Nobody() implements Registries {
    @Override
    public Optional<Registry> byHostLabel(String label) {
      return Optional.empty();
    }

    @Override
    public Optional<Registry> defaultRegistry() {
      return Optional.empty();
    }
  }

  @Test
  void aClientIsShownTheCertificateOfTheNameItAsksFor() throws Exception {
    var own = SelfSigned.pair("localhost");
    var hub = SelfSigned.pair("hub.example.test");
    var broken = new ServerOptions.Named("broken.example.test", "no certificate", "no key");
    var named = new ArrayList<>(List.of(broken));
    var tls =
        new ServerOptions.Tls(
            0, folder.resolve("c.pem"), folder.resolve("k.pem"), () -> List.copyOf(named));
    own.write(tls.certificate(), tls.key());
    var options =
        new ServerOptions(
            "127.0.0.1",
            0,
            Optional.of(tls),
            new Hosts(Set.of("localhost"), ".localhost"),
            List.of());
    try (var server = start(options)) {
      assertThat(shown(server, "hub.example.test", own, hub)).isEqualTo(own.certificate());

      var certificate = folder.resolve("hub.pem");
      var key = folder.resolve("hub-key.pem");
      hub.write(certificate, key);
      named.add(
          new ServerOptions.Named(
              "hub.example.test", Files.readString(certificate), Files.readString(key)));
      server.reloadCertificate();

      assertThat(shown(server, "hub.example.test", own, hub)).isEqualTo(hub.certificate());
      assertThat(shown(server, "other.example.test", own, hub)).isEqualTo(own.certificate());
      assertThat(shown(server, "broken.example.test", own, hub)).isEqualTo(own.certificate());
      assertThat(shown(server, "", own, hub)).isEqualTo(own.certificate());
    }
  }

  /** The certificate for a name, "" for a client that names none. */
  private static Certificate shown(Server server, String name, SelfSigned.Pair... known)
      throws Exception {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    for (int i = 0; i < known.length; i++) {
      trusted.setCertificateEntry("known-" + i, known[i].certificate());
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    try (var socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.tlsPort())) {
      if (!name.isEmpty()) {
        var parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        socket.setSSLParameters(parameters);
      }
      return socket.getSession().getPeerCertificates()[0];
    }
  }
}
