package io.berth.server.tls;

import io.berth.http.engine.Server;
import io.berth.http.engine.ServerOptions;
import io.berth.server.config.Addresses;
import io.berth.server.config.Settings;
import io.berth.server.place.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate of the HTTPS listener: the operator's files, or one from the local authority. */
public final class Certificates {
  private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

  private final Optional<LocalAuthority> authority;
  private final Optional<ServerOptions.Tls> listener;
  private final Addresses addresses;
  private List<FileTime> taken;
  private volatile long namedVersion;
  private volatile @Nullable Instant expiry;

  public Certificates(
      Settings settings, DataFolder folder, Addresses addresses, InstantSource clock)
      throws IOException {
    this.addresses = addresses;
    int port = addresses.tlsPort();
    if (port == 0) {
      authority = Optional.empty();
      listener = Optional.empty();
    } else if (settings.tls().isPresent()) {
      var files = settings.tls().get();
      authority = Optional.empty();
      listener = Optional.of(new ServerOptions.Tls(port, files.certificate(), files.key()));
    } else {
      var local = new LocalAuthority(folder.tls(), clock, new SecureRandom());
      local.ensure(addresses.certificateNames());
      authority = Optional.of(local);
      listener = Optional.of(new ServerOptions.Tls(port, local.certificateFile(), local.keyFile()));
    }
    taken = changed();
    readExpiry();
  }

  /**
   * The HTTPS listener.
   *
   * @param named certificates for further names
   */
  public Optional<ServerOptions.Tls> listener(Supplier<List<ServerOptions.Named>> named) {
    return listener.map(
        tls -> new ServerOptions.Tls(tls.port(), tls.certificate(), tls.key(), named));
  }

  /**
   * Hands changed certificates of further names to the listener.
   *
   * @param version changes when one of them does
   * @return 1 when the listener took them
   */
  public long refreshNamed(Server server, long version) {
    if (listener.isEmpty() || version == namedVersion) {
      return 0;
    }
    server.reloadCertificate();
    namedVersion = version;
    return 1;
  }

  /** When the listener's certificate ends; empty without one. */
  public Optional<Instant> expiry() {
    return Optional.ofNullable(expiry);
  }

  private void readExpiry() {
    try {
      expiry =
          listener.isEmpty()
              ? null
              : LocalAuthority.readCertificate(listener.get().certificate())
                  .getNotAfter()
                  .toInstant();
    } catch (IOException | GeneralSecurityException e) {
      LOG.warn("cannot read when the certificate ends: {}", e.toString());
    }
  }

  /** The authority's certificate for clients, "" when it is not ours. */
  public String authorityFile() {
    return authority.map(local -> local.authorityFile().toString()).orElse("");
  }

  /**
   * Renews our own certificate when it is time, and hands changed files to the listener.
   *
   * @return 1 when the listener got a new certificate
   */
  public long refresh(Server server) throws IOException {
    if (listener.isEmpty()) {
      return 0;
    }
    authority.ifPresent(local -> local.ensure(addresses.certificateNames()));
    var now = changed();
    if (now.equals(taken)) {
      return 0;
    }
    server.reloadCertificate();
    taken = now;
    readExpiry();
    return 1;
  }

  /** When each of the two files was last written. */
  private List<FileTime> changed() throws IOException {
    if (listener.isEmpty()) {
      return List.of();
    }
    return List.of(
        Files.getLastModifiedTime(listener.get().certificate()),
        Files.getLastModifiedTime(listener.get().key()));
  }
}
