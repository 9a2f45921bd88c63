package io.berth.server.tls;

import io.berth.server.place.DataFolder;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority of this installation's own, because several control API clients speak
 * only HTTPS. Files in its folder: {@code ca.pem} (give it to clients), {@code ca.key}, {@code
 * server.pem} (certificate and authority), {@code server.key}; keys are PKCS #8 with mode 0600.
 * After a replacement also {@code ca-cross.pem}: the authority as the one before it vouches for it
 * (RFC 5280 section 3.2, a cross-certificate), so that clients that know only that one go on.
 * Profile: RFC 5280 sections 4.2.1.3, 4.2.1.6, 4.2.1.9 and 4.2.1.12.
 */
public final class LocalAuthority {
  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
  private static final Duration SERVER_LIFE = Duration.ofDays(397);
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  private final Path folder;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * @param folder where its files are
   */
  public LocalAuthority(Path folder, InstantSource clock, SecureRandom random) {
    this.folder = folder;
    this.clock = clock;
    this.random = random;
  }

  Path authorityFile() {
    return folder.resolve("ca.pem");
  }

  Path certificateFile() {
    return folder.resolve("server.pem");
  }

  Path keyFile() {
    return folder.resolve("server.key");
  }

  /**
   * Makes what is missing, and renews the server's certificate when it ends within 30 days, was
   * made by another authority, or lacks one of the names.
   *
   * @param names DNS names (also with a leading "*.") and IP addresses
   * @return true when the server's certificate is new
   */
  boolean ensure(Set<String> names) {
    try {
      Files.createDirectories(folder);
      if (!Files.exists(authorityFile()) || !Files.exists(authorityKeyFile())) {
        makeAuthority();
      }
      var authority = readCertificate(authorityFile());
      if (Files.exists(certificateFile())
          && Files.exists(keyFile())
          && stillGood(readCertificate(certificateFile()), authority, names)) {
        return false;
      }
      makeServer(authority, names);
      return true;
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(
          "the local certificate authority in " + folder + " failed", e);
    }
  }

  private boolean stillGood(X509Certificate server, X509Certificate authority, Set<String> names)
      throws GeneralSecurityException {
    var end = server.getNotAfter().toInstant();
    if (end.isBefore(clock.instant().plus(RENEW_BEFORE))) {
      return false;
    }
    if (!isOf(server, authority)) {
      return false;
    }
    var present = new TreeSet<String>();
    var alternatives = server.getSubjectAlternativeNames();
    if (alternatives != null) {
      alternatives.forEach(name -> present.add(canonical(String.valueOf(name.get(1)))));
    }
    return names.stream().map(LocalAuthority::canonical).allMatch(present::contains);
  }

  /**
   * Whether the authority made the certificate. Both are files of ours, so what the certificate
   * says of its issuer's key is believed; to verify the signature takes a tenth of a second in a
   * program that has just started.
   */
  private static boolean isOf(X509Certificate server, X509Certificate authority)
      throws GeneralSecurityException {
    if (!server.getIssuerX500Principal().equals(authority.getSubjectX500Principal())) {
      return false;
    }
    var named =
        AuthorityKeyIdentifier.fromExtensions(new JcaX509CertificateHolder(server).getExtensions());
    var known = new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority);
    return named != null
        && Arrays.equals(named.getKeyIdentifierOctets(), known.getKeyIdentifierOctets());
  }

  /** An IPv6 address is written in several ways. */
  private static String canonical(String name) {
    return name.contains(":")
        ? new GeneralName(GeneralName.iPAddress, name).getName().toString()
        : name;
  }

  /**
   * Makes another authority, for which the present one vouches. The next {@link #ensure} makes the
   * server's certificate anew.
   *
   * @return where its certificate is, for clients
   * @throws IOException when there is no authority yet
   */
  public Path replace() throws IOException {
    try {
      var before = readCertificate(authorityFile());
      var keyBefore = readKey(authorityKeyFile());
      var keys = newKeys();
      var name = newName();
      var lifeBefore = Duration.between(clock.instant(), before.getNotAfter().toInstant());
      var cross =
          sign(
              authority(
                  new X500Name(before.getSubjectX500Principal().getName()), name, keys, lifeBefore),
              keyBefore);
      var own = sign(authority(name, name, keys, AUTHORITY_LIFE), keys.getPrivate());
      // The certificate of the authority last: until then the server's own is of the present one.
      DataFolder.writePublic(crossFile(), pem(cross));
      DataFolder.writePrivate(authorityKeyFile(), pem(keys.getPrivate()));
      DataFolder.writePublic(authorityFile(), pem(own));
      return authorityFile();
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(
          "the local certificate authority in " + folder + " failed", e);
    }
  }

  private Path authorityKeyFile() {
    return folder.resolve("ca.key");
  }

  private Path crossFile() {
    return folder.resolve("ca-cross.pem");
  }

  private X500Name newName() {
    return new X500Name("CN=Berth local authority " + Long.toHexString(random.nextLong()));
  }

  private void makeAuthority()
      throws IOException, GeneralSecurityException, OperatorCreationException {
    var keys = newKeys();
    var name = newName();
    var certificate = sign(authority(name, name, keys, AUTHORITY_LIFE), keys.getPrivate());
    DataFolder.writePrivate(authorityKeyFile(), pem(keys.getPrivate()));
    DataFolder.writePublic(authorityFile(), pem(certificate));
  }

  private JcaX509v3CertificateBuilder authority(
      X500Name issuer, X500Name name, KeyPair keys, Duration life)
      throws GeneralSecurityException, CertIOException {
    var builder = builder(issuer, name, keys, life);
    builder.addExtension(
        Extension.basicConstraints, true, new BasicConstraints(issuer.equals(name) ? 1 : 0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return builder;
  }

  /** The authority as the one before it vouches for it; empty when there was none. */
  private String cross() throws IOException, GeneralSecurityException {
    if (!Files.exists(crossFile())) {
      return "";
    }
    var cross = readCertificate(crossFile());
    return cross.getNotAfter().toInstant().isAfter(clock.instant()) ? pem(cross) : "";
  }

  private void makeServer(X509Certificate authority, Set<String> names)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    var keys = newKeys();
    var issuer = new X500Name(authority.getSubjectX500Principal().getName());
    var builder = builder(issuer, new X500Name("CN=Berth"), keys, SERVER_LIFE);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority));
    builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
    var certificate = sign(builder, readKey(authorityKeyFile()));
    // The key first: a listener that reloads on the certificate's change then finds both.
    DataFolder.writePrivate(keyFile(), pem(keys.getPrivate()));
    DataFolder.writePublic(certificateFile(), pem(certificate) + cross() + pem(authority));
  }

  private static GeneralNames alternatives(Set<String> names) {
    List<GeneralName> entries = new ArrayList<>();
    for (var name : new TreeSet<>(names)) {
      var address = name.contains(":") || name.matches("[0-9.]+");
      entries.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name));
    }
    return new GeneralNames(entries.toArray(GeneralName[]::new));
  }

  private JcaX509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair keys, Duration life)
      throws GeneralSecurityException, CertIOException {
    Instant now = clock.instant();
    var builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(127, random).setBit(126),
            Date.from(now.minus(Duration.ofHours(1))), // clients whose clock is a little behind
            Date.from(now.plus(life)),
            subject,
            keys.getPublic());
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
    return builder;
  }

  private KeyPair newKeys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
      throws OperatorCreationException, GeneralSecurityException {
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  public static X509Certificate readCertificate(Path file)
      throws IOException, GeneralSecurityException {
    try (var parser = new PEMParser(new StringReader(Files.readString(file)))) {
      if (parser.readObject() instanceof X509CertificateHolder holder) {
        return new JcaX509CertificateConverter().getCertificate(holder);
      }
    }
    throw new IOException(file + " holds no PEM certificate");
  }

  private static PrivateKey readKey(Path file) throws IOException {
    try (var parser = new PEMParser(new StringReader(Files.readString(file)))) {
      if (parser.readObject() instanceof PrivateKeyInfo info) {
        return new JcaPEMKeyConverter().getPrivateKey(info);
      }
    }
    throw new IOException(file + " holds no PKCS #8 key");
  }

  private static String pem(Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(
          object instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : object);
    }
    return text.toString();
  }
}
