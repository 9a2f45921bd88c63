package io.berth.control.registry;

import io.berth.control.registry.RegistryDomains.Domain;
import io.berth.control.registry.RegistryDomains.State;
import io.berth.fault.FaultException;
import io.berth.secret.Tokens;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The host names that owners want for their registries and have not shown to be theirs: table
 * domain_claim. Nothing answers to them. Several registries may claim one name, each with a record
 * of its own to set; whoever shows it has the name, also when another registry answered to it
 * before. A claim belongs to the registry and to the account that owned it then, and ends after a
 * week.
 */
public final class DomainClaims {
  /** The label before the name, whose TXT record says whose the name is. */
  public static final String LABEL = "_berth-challenge.";

  private static final Duration LIFE = Duration.ofDays(7);
  private static final int MOST_OF_REGISTRY = 20;

  private static final String CURRENT =
      """
      SELECT c.* FROM domain_claim c
      JOIN registry r ON r.id = c.registry_id
      JOIN cloud_project p ON p.id = r.cloud_project_id AND p.account_id = c.account_id
      WHERE c.registry_id = :registry AND c.expires_at > :now
      """;

  private final Database database;
  private final Vault vault;
  private final Tokens tokens;
  private final Clock clock;

  public DomainClaims(Database database, Vault vault, SecureRandom random, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.tokens = new Tokens(random);
    this.clock = clock;
  }

  public List<Domain> list(RegistryId registry) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(CURRENT + " ORDER BY c.domain")
                .bind("registry", registry.value())
                .bind("now", now())
                .map((row, _) -> read(row))
                .list());
  }

  public Optional<Domain> find(RegistryId registry, String name) {
    return list(registry).stream().filter(claim -> claim.name().equals(name)).findFirst();
  }

  /**
   * Claims a name. One that is claimed already keeps its record and gets this certificate.
   *
   * @throws FaultException Conflict when the registry claims very many
   */
  public void claim(RegistryId registry, String name, DomainCertificate certificate) {
    database.run(
        handle -> {
          database.oneByOne(handle, "domain_claim " + registry);
          handle
              .createUpdate(
                  """
                  DELETE FROM domain_claim
                  WHERE registry_id = :registry AND (expires_at <= :now OR account_id <> (
                    SELECT p.account_id FROM registry r JOIN cloud_project p ON p.id = r.cloud_project_id
                    WHERE r.id = domain_claim.registry_id))
                  """)
              .bind("registry", registry.value())
              .bind("now", now())
              .execute();
          if (others(handle, registry, name) >= MOST_OF_REGISTRY) {
            throw FaultException.conflict(
                "TOO_MANY_DOMAINS",
                "this registry wants "
                    + MOST_OF_REGISTRY
                    + " names that it has not shown to be its own; take some away first");
          }
          handle
              .createUpdate(
                  """
                  INSERT INTO domain_claim
                    (domain, registry_id, account_id, challenge, certificate, key_sealed,
                     valid_from, valid_to, created_at, updated_at, expires_at)
                  SELECT :domain, r.id, p.account_id, :challenge, :certificate, :key, :from, :to,
                    :now, :now, :expires
                  FROM registry r JOIN cloud_project p ON p.id = r.cloud_project_id
                  WHERE r.id = :registry
                  ON CONFLICT (domain, registry_id) DO UPDATE SET
                    certificate = excluded.certificate, key_sealed = excluded.key_sealed,
                    valid_from = excluded.valid_from, valid_to = excluded.valid_to,
                    updated_at = excluded.updated_at
                  """)
              .bind("domain", name)
              .bind("registry", registry.value())
              .bind("challenge", "berth-" + tokens.label(40))
              .bind("certificate", certificate.certificatePem())
              .bind("key", vault.seal(RegistryDomains.KEY, certificate.keyPem()))
              .bind("from", Micros.of(certificate.validFrom()))
              .bind("to", Micros.of(certificate.validTo()))
              .bind("now", now())
              .bind("expires", Micros.of(clock.instant().plus(LIFE)))
              .execute();
        });
  }

  private static int others(Handle handle, RegistryId registry, String name) {
    return handle
        .createQuery(
            "SELECT count(*) FROM domain_claim WHERE registry_id = :registry AND domain <> :name")
        .bind("registry", registry.value())
        .bind("name", name)
        .mapTo(Integer.class)
        .one();
  }

  /**
   * The name is the registry's, which answers to it from now on, and no other any more.
   *
   * @param claim whose record was found
   * @return the id of the registry that answered to it before; empty when none did. Nothing happens
   *     when the claim ended meanwhile.
   */
  public Optional<String> prove(RegistryId registry, Domain claim) {
    return database.write(
        (Handle handle) -> {
          database.oneByOne(handle, "domain " + claim.name());
          var former =
              handle
                  .createQuery("SELECT registry_id FROM registry_domain WHERE domain = :domain")
                  .bind("domain", claim.name())
                  .mapTo(String.class)
                  .findOne();
          var taken =
              RegistryDomains.take(handle, registry, claim.name(), claim.challenge(), now());
          if (taken) {
            delete(handle, registry, claim.name());
          }
          return former.filter(before -> taken && !before.equals(registry.value()));
        });
  }

  /** Gives a claim another certificate; false when there is none of that name. */
  public boolean renew(RegistryId registry, String name, DomainCertificate certificate) {
    if (find(registry, name).isEmpty()) {
      return false;
    }
    claim(registry, name, certificate);
    return true;
  }

  public void delete(RegistryId registry, String name) {
    database.run(handle -> delete(handle, registry, name));
  }

  private static void delete(Handle handle, RegistryId registry, String name) {
    handle
        .createUpdate("DELETE FROM domain_claim WHERE domain = :domain AND registry_id = :registry")
        .bind("domain", name)
        .bind("registry", registry.value())
        .execute();
  }

  /** Forgets claims that ended; how many. */
  public int sweep() {
    return database.write(
        (Handle handle) ->
            handle
                .createUpdate("DELETE FROM domain_claim WHERE expires_at <= :now")
                .bind("now", now())
                .execute());
  }

  private long now() {
    return Micros.of(clock.instant());
  }

  private static Domain read(ResultSet row) throws SQLException {
    return new Domain(
        row.getString("domain"),
        State.PENDING,
        row.getString("challenge"),
        Micros.instant(row.getLong("expires_at")),
        Micros.instant(row.getLong("valid_from")),
        Micros.instant(row.getLong("valid_to")),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")));
  }
}
