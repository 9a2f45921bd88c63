package io.berth.control.registry;

import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.StandingQuery;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The host names that owners gave their registries and that these answer to: table registry_domain.
 * What they want and have not shown to be theirs are {@link DomainClaims}.
 */
public final class RegistryDomains {
  static final String KEY = "registry_domain.key_sealed";

  private final Database database;
  private final Vault vault;
  private final Clock clock;
  private final StandingQuery<Map<String, String>> labels;

  public RegistryDomains(Database database, Vault vault, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
    this.labels = new StandingQuery<>(database, this::readLabels);
  }

  /** Whether a name is its registry's. */
  public enum State {
    /** It was shown to be, and the registry answers to it. */
    ACTIVE,
    /**
     * The registry answers to it since before that had to be shown; it goes to whoever shows it.
     */
    UNPROVEN,
    /** Not yet, and the registry does not answer to it. */
    PENDING
  }

  /**
   * A name without its key.
   *
   * @param challenge what its TXT record says or is to say; null for one that was never asked for
   * @param expiresAt when a claim ends that was not shown to be right; null for others
   */
  public record Domain(
      String name,
      State state,
      @Nullable String challenge,
      @Nullable Instant expiresAt,
      Instant validFrom,
      Instant validTo,
      Instant createdAt,
      Instant updatedAt) {}

  /** What the HTTPS listener needs for a name. */
  public record Served(String name, String certificatePem, String keyPem) {
    /** Without the key: this ends up in logs. */
    @Override
    public String toString() {
      return "Served[" + name + "]";
    }
  }

  public List<Domain> list(RegistryId registry) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT domain, proven_at, challenge, valid_from, valid_to, created_at,"
                        + " updated_at FROM registry_domain WHERE registry_id = :registry"
                        + " ORDER BY domain")
                .bind("registry", registry.value())
                .map(
                    (row, _) ->
                        new Domain(
                            row.getString("domain"),
                            row.getLong("proven_at") == 0 ? State.UNPROVEN : State.ACTIVE,
                            row.getString("challenge"),
                            null,
                            Micros.instant(row.getLong("valid_from")),
                            Micros.instant(row.getLong("valid_to")),
                            Micros.instant(row.getLong("created_at")),
                            Micros.instant(row.getLong("updated_at"))))
                .list());
  }

  /**
   * What the record of whoever answers to a name says; empty when nobody does or ever showed it.
   */
  public Optional<String> challenge(String name) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT challenge FROM registry_domain WHERE domain = :domain"
                        + " AND challenge IS NOT NULL")
                .bind("domain", name)
                .mapTo(String.class)
                .findOne());
  }

  /**
   * Gives a name to the registry that showed by this record that it is its own, with the
   * certificate of its claim; whoever had it loses it. False when the claim ended.
   *
   * @param now epoch microseconds
   */
  static boolean take(
      Handle handle, RegistryId registry, String name, @Nullable String challenge, long now) {
    return handle
            .createUpdate(
                """
                INSERT INTO registry_domain
                  (domain, registry_id, certificate, key_sealed, valid_from, valid_to,
                   created_at, updated_at, proven_at, challenge)
                SELECT c.domain, c.registry_id, c.certificate, c.key_sealed, c.valid_from,
                  c.valid_to, :now, :now, :now, c.challenge
                FROM domain_claim c
                WHERE c.domain = :domain AND c.registry_id = :registry
                  AND c.challenge = :challenge AND c.expires_at > :now
                ON CONFLICT (domain) DO UPDATE SET
                  registry_id = excluded.registry_id, certificate = excluded.certificate,
                  key_sealed = excluded.key_sealed, valid_from = excluded.valid_from,
                  valid_to = excluded.valid_to, created_at = excluded.created_at,
                  updated_at = excluded.updated_at, proven_at = excluded.proven_at,
                  challenge = excluded.challenge
                """)
            .bind("domain", name)
            .bind("registry", registry.value())
            .bind("challenge", challenge)
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Gives a name another certificate. */
  public boolean renew(RegistryId registry, String name, DomainCertificate certificate) {
    return database.write(
            (Handle handle) ->
                handle
                    .createUpdate(
                        """
                        UPDATE registry_domain
                        SET certificate = :certificate, key_sealed = :keySealed, valid_from = :validFrom,
                        valid_to = :validTo, updated_at = :now
                        WHERE domain = :domain AND registry_id = :registry
                        """)
                    .bind("certificate", certificate.certificatePem())
                    .bind("keySealed", vault.seal(KEY, certificate.keyPem()))
                    .bind("validFrom", Micros.of(certificate.validFrom()))
                    .bind("validTo", Micros.of(certificate.validTo()))
                    .bind("now", Micros.of(clock.instant()))
                    .bind("domain", name)
                    .bind("registry", registry.value())
                    .execute())
        == 1;
  }

  public Optional<Domain> find(RegistryId registry, String name) {
    return list(registry).stream().filter(domain -> domain.name().equals(name)).findFirst();
  }

  public void delete(RegistryId registry, String name) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM registry_domain WHERE domain = :domain"
                        + " AND registry_id = :registry")
                .bind("domain", name)
                .bind("registry", registry.value())
                .execute());
  }

  /**
   * For whoever runs the server: takes a name from the registry that has it, whichever it is.
   *
   * @return false when no registry has it
   */
  public static boolean release(Database database, String name) {
    return database.write(
            (Handle handle) ->
                handle
                    .createUpdate("DELETE FROM registry_domain WHERE domain = :domain")
                    .bind("domain", name)
                    .execute())
        == 1;
  }

  private Map<String, String> readLabels() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT d.domain, r.host_label FROM registry_domain d"
                        + " JOIN registry r ON r.id = d.registry_id")
                .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** The label of the registry that answers to a name; from memory. */
  Optional<String> label(String name) {
    return Optional.ofNullable(labels.get().get(name));
  }

  /** All names with certificate and key. */
  public List<Served> served() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT domain, certificate, key_sealed FROM registry_domain ORDER BY domain")
                .map(
                    (row, _) ->
                        new Served(
                            row.getString("domain"),
                            row.getString("certificate"),
                            vault.openText(KEY, row.getBytes("key_sealed"))))
                .list());
  }

  /** Changes when a name or certificate does. */
  public long version() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT count(*) * 31 + coalesce(sum(updated_at), 0) FROM registry_domain")
                .mapTo(java.math.BigDecimal.class)
                .one()
                .longValue());
  }
}
