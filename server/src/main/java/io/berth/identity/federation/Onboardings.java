package io.berth.identity.federation;

import io.berth.identity.provider.ProviderPerson;
import io.berth.memory.StoredJson;
import io.berth.secret.Sha256;
import io.berth.secret.Tokens;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * People the provider vouched for who have yet to choose a username: table onboarding. The browser
 * holds a ticket, the table its hash and the sealed person, whose tokens do not fit a cookie.
 */
public final class Onboardings {
  /** How long the dialog may stay open. */
  public static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final String PERSON = "onboarding.person_sealed";

  private final Database database;
  private final Vault vault;
  private final SecureRandom random;
  private final Clock clock;

  public Onboardings(Database database, Vault vault, SecureRandom random, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.random = random;
    this.clock = clock;
  }

  /** Keeps a person; the ticket for the browser. */
  public String open(RegistryId registry, ProviderPerson person) {
    var ticket = new Tokens(random).url(32);
    database.run(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO onboarding (ticket_hash, registry_id, person_sealed, expires_at)"
                        + " VALUES (:ticketHash, :registry, :personSealed, :expires)")
                .bind("ticketHash", Sha256.hex(ticket))
                .bind("registry", registry.value())
                .bind("personSealed", vault.seal(PERSON, StoredJson.write(person)))
                .bind("expires", Micros.of(clock.instant().plus(LIFETIME)))
                .execute());
    return ticket;
  }

  /** The person of a ticket, empty when it is unknown or too old. */
  public Optional<ProviderPerson> find(RegistryId registry, String ticket) {
    return database
        .read(
            (Handle handle) ->
                handle
                    .createQuery(
                        "SELECT person_sealed FROM onboarding WHERE ticket_hash = :ticketHash"
                            + " AND registry_id = :registry AND expires_at > :now")
                    .bind("ticketHash", Sha256.hex(ticket))
                    .bind("registry", registry.value())
                    .bind("now", Micros.of(clock.instant()))
                    .mapTo(byte[].class)
                    .findOne())
        .map(bytes -> StoredJson.read(vault.openText(PERSON, bytes), ProviderPerson.class));
  }

  /** Forgets a ticket that was used. */
  public void close(String ticket) {
    database.run(
        handle ->
            handle
                .createUpdate("DELETE FROM onboarding WHERE ticket_hash = :ticketHash")
                .bind("ticketHash", Sha256.hex(ticket))
                .execute());
  }

  /** Forgets all tickets of a registry. */
  static void forget(Handle handle, RegistryId registry) {
    handle
        .createUpdate("DELETE FROM onboarding WHERE registry_id = :registry")
        .bind("registry", registry.value())
        .execute();
  }

  /** Forgets tickets that are too old; how many. For a job. */
  public int sweep() {
    return database.write(
        (Handle handle) ->
            handle
                .createUpdate("DELETE FROM onboarding WHERE expires_at <= :now")
                .bind("now", Micros.of(clock.instant()))
                .execute());
  }
}
