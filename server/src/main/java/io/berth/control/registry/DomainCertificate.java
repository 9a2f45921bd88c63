package io.berth.control.registry;

import io.berth.control.schema.BodyReader;
import io.berth.fault.FaultException;
import io.berth.secret.KeyPairs;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A certificate chain and its key as somebody pasted them, checked: they read as PEM, belong
 * together, are in force, and carry the name.
 *
 * @param chain the server's own first
 */
public record DomainCertificate(List<X509Certificate> chain, String certificatePem, String keyPem) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final int DNS_NAME = 2;

  /**
   * @throws FaultException Invalid BODY that says which of it does not hold
   */
  public static DomainCertificate check(
      String domain, String certificatePem, String keyPem, Instant now) {
    var chain = chain(certificatePem);
    var own = chain.getFirst();
    var key = key(keyPem, own.getPublicKey().getAlgorithm());
    if (!KeyPairs.belongTogether(own.getPublicKey(), key)) {
      throw BodyReader.invalid("the key does not belong to the first certificate");
    }
    if (now.isAfter(own.getNotAfter().toInstant())) {
      throw BodyReader.invalid("the certificate ended on " + own.getNotAfter().toInstant());
    }
    if (now.isBefore(own.getNotBefore().toInstant())) {
      throw BodyReader.invalid("the certificate begins only on " + own.getNotBefore().toInstant());
    }
    if (names(own).stream().noneMatch(name -> covers(name, domain))) {
      throw BodyReader.invalid(
          "the certificate is for "
              + String.join(", ", names(own))
              + ", which does not cover "
              + domain);
    }
    return new DomainCertificate(chain, certificatePem, keyPem);
  }

  private static List<X509Certificate> chain(String pem) {
    var chain = new ArrayList<X509Certificate>();
    try {
      var factory = CertificateFactory.getInstance("X.509");
      var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
      for (var certificate : factory.generateCertificates(bytes)) {
        chain.add((X509Certificate) certificate);
      }
    } catch (GeneralSecurityException e) {
      throw BodyReader.invalid("certificate is not a PEM certificate chain: " + e.getMessage());
    }
    if (chain.isEmpty()) {
      throw BodyReader.invalid("certificate is not a PEM certificate chain");
    }
    return chain;
  }

  private static PrivateKey key(String pem, String algorithm) {
    var found = KEY.matcher(pem);
    if (!found.find()) {
      throw BodyReader.invalid(
          "key must be a PEM private key in PKCS #8 form (-----BEGIN PRIVATE KEY-----), not"
              + " encrypted");
    }
    try {
      var bytes = Base64.getMimeDecoder().decode(found.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw BodyReader.invalid("the key is not a " + algorithm + " key, as the certificate's is");
    }
  }

  private static List<String> names(X509Certificate certificate) {
    var names = new ArrayList<String>();
    try {
      var all = certificate.getSubjectAlternativeNames();
      if (all != null) {
        for (var name : all) {
          if (name.getFirst() instanceof Integer type && type == DNS_NAME) {
            names.add(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT));
          }
        }
      }
    } catch (CertificateParsingException e) {
      throw BodyReader.invalid("the certificate's names cannot be read: " + e.getMessage());
    }
    return names;
  }

  /** RFC 9525 section 6.3: a star stands for the whole first label, and for one label only. */
  public static boolean covers(String name, String domain) {
    if (!name.startsWith("*.")) {
      return name.equals(domain);
    }
    int dot = domain.indexOf('.');
    return dot > 0 && domain.substring(dot).equals(name.substring(1));
  }

  Instant validFrom() {
    return chain.getFirst().getNotBefore().toInstant();
  }

  Instant validTo() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  /** Without the key: this ends up in logs. */
  @Override
  public String toString() {
    return "DomainCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
