package io.berth.http.engine;

import io.berth.secret.KeyPairs;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener's own certificate, and others for clients that ask for their names. A certificate
 * that cannot be read is left out: one owner's mistake must not take the listener from the others.
 */
final class SniCertificates implements KeyCertOptions {
  private static final Logger LOG = LoggerFactory.getLogger(SniCertificates.class);

  private static final List<String> KEY_TYPES = List.of("RSA", "EC", "EdDSA");

  private final PemKeyCertOptions own;
  private final List<ServerOptions.Named> named;

  SniCertificates(PemKeyCertOptions own, List<ServerOptions.Named> named) {
    this.own = own;
    this.named = List.copyOf(named);
  }

  @Override
  public KeyCertOptions copy() {
    return new SniCertificates(new PemKeyCertOptions(own), named);
  }

  @Override
  public KeyManagerFactory getKeyManagerFactory(Vertx vertx) throws Exception {
    var factory = own.getKeyManagerFactory(vertx);
    check(factory);
    return kept(factory);
  }

  /**
   * Else OpenSSL would read key and chain anew from their text for each handshake, which takes
   * longer than the handshake. What it keeps is as old as this factory: a new one comes with each
   * change of the files.
   */
  private static KeyManagerFactory kept(KeyManagerFactory factory) {
    return new OpenSslCachingX509KeyManagerFactory(factory);
  }

  /**
   * Nobody below looks whether the two files are a pair, as they are not while somebody replaces
   * them one after the other: each handshake would fail.
   */
  private void check(KeyManagerFactory factory) {
    for (var manager : factory.getKeyManagers()) {
      if (manager instanceof X509KeyManager keys) {
        for (var type : KEY_TYPES) {
          var aliases = keys.getServerAliases(type, null);
          for (var alias : aliases == null ? new String[0] : aliases) {
            var first = keys.getCertificateChain(alias)[0];
            if (!KeyPairs.belongTogether(first.getPublicKey(), keys.getPrivateKey(alias))) {
              throw new IllegalArgumentException(
                  "the key in %s does not belong to the first certificate in %s"
                      .formatted(own.getKeyPath(), own.getCertPath()));
            }
          }
        }
      }
    }
  }

  @Override
  public Function<String, KeyManagerFactory> keyManagerFactoryMapper(Vertx vertx) throws Exception {
    var standard = getKeyManagerFactory(vertx);
    Map<String, KeyManagerFactory> factories = new HashMap<>();
    for (var one : named) {
      try {
        var pem =
            new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(one.certificate()))
                .addKeyValue(Buffer.buffer(one.key()));
        factories.put(one.host(), kept(pem.getKeyManagerFactory(vertx)));
      } catch (Exception e) {
        LOG.warn("the certificate of {} cannot be used", one.host(), e);
      }
    }
    return host -> factories.getOrDefault(host.toLowerCase(Locale.ROOT), standard);
  }
}
