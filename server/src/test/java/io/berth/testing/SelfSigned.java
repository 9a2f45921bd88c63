package io.berth.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A TLS identity that nobody vouches for. */
public final class SelfSigned {
  private SelfSigned() {}

  /** A key and its certificate. */
  public record Pair(PrivateKey key, X509Certificate certificate) {
    /** As PEM files, named as the engine wants them. */
    public void write(Path certificateFile, Path keyFile) throws IOException {
      try {
        Files.writeString(certificateFile, pem("CERTIFICATE", certificate.getEncoded()));
        Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new AssertionError(e);
      }
    }

    public String certificatePem() {
      try {
        return pem("CERTIFICATE", certificate.getEncoded());
      } catch (CertificateEncodingException e) {
        throw new AssertionError(e);
      }
    }

    public SSLContext context() {
      try {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", key, new char[0], new X509Certificate[] {certificate});
        var managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
      } catch (java.security.GeneralSecurityException | IOException e) {
        throw new AssertionError(e);
      }
    }

    /** Of a client that believes this certificate and no other. */
    public SSLContext trust() {
      try {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("certificate", certificate);
        var managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
      } catch (java.security.GeneralSecurityException | IOException e) {
        throw new AssertionError(e);
      }
    }

    private static String pem(String label, byte[] der) {
      var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
      return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
    }
  }

  /** A fresh one for this host. */
  public static Pair pair(String host) {
    return pair(host, Clock.systemUTC().instant().plus(Duration.ofDays(1)));
  }

  /** The same with an end of its own. */
  public static Pair pair(String host, Instant end) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      var keys = generator.generateKeyPair();
      var name = new X500Name("CN=" + host);
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(
                          name,
                          BigInteger.ONE,
                          Date.from(end.minus(Duration.ofDays(2))),
                          Date.from(end),
                          name,
                          keys.getPublic())
                      .addExtension(
                          Extension.subjectAlternativeName,
                          false,
                          new GeneralNames(new GeneralName(GeneralName.dNSName, host)))
                      .build(
                          new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
      return new Pair(keys.getPrivate(), certificate);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
