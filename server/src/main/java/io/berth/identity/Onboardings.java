package io.berth.identity;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.Vault;
import io.berth.tenant.RegistryId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
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
    var bytes = new byte[32];
    random.nextBytes(bytes);
    var ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    database.run(
        handle ->
            handle.execute(
                "INSERT INTO onboarding (ticket_hash, registry_id, person_sealed, expires_at)"
                    + " VALUES (?, ?, ?, ?)",
                Digests.sha256(ticket),
                registry.value(),
                vault.seal(PERSON, IdentityJson.write(person)),
                Micros.of(clock.instant().plus(LIFETIME))));
    return ticket;
  }

  /** The person of a ticket, empty when it is unknown or too old. */
  public Optional<ProviderPerson> find(RegistryId registry, String ticket) {
    return database
        .read(
            (Handle handle) ->
                handle
                    .createQuery(
                        "SELECT person_sealed FROM onboarding"
                            + " WHERE ticket_hash = ? AND registry_id = ? AND expires_at > ?")
                    .bind(0, Digests.sha256(ticket))
                    .bind(1, registry.value())
                    .bind(2, Micros.of(clock.instant()))
                    .mapTo(byte[].class)
                    .findOne())
        .map(bytes -> IdentityJson.read(vault.openText(PERSON, bytes), ProviderPerson.class));
  }

  /** Forgets a ticket that was used. */
  public void close(String ticket) {
    database.run(
        handle ->
            handle.execute("DELETE FROM onboarding WHERE ticket_hash = ?", Digests.sha256(ticket)));
  }

  /** Forgets tickets that are too old; how many. For a job. */
  public int sweep() {
    return database.write(
        (Handle handle) ->
            handle.execute(
                "DELETE FROM onboarding WHERE expires_at <= ?", Micros.of(clock.instant())));
  }
}
