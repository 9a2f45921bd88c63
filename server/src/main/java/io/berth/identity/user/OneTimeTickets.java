package io.berth.identity.user;

import io.berth.secret.Sha256;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Tickets that may be used once, over all servers: table spent_ticket. */
public final class OneTimeTickets {
  private final Database database;
  private final Clock clock;

  public OneTimeTickets(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Uses a ticket up.
   *
   * @param until from when on the ticket is refused for its age anyway
   * @return false when it was used before
   */
  public boolean spend(String ticket, Instant until) {
    return database.write(
            (Handle handle) ->
                handle.execute(
                    "INSERT INTO spent_ticket (ticket_hash, expires_at) VALUES (?, ?)"
                        + " ON CONFLICT (ticket_hash) DO NOTHING",
                    Sha256.hex(ticket),
                    Micros.of(until)))
        == 1;
  }

  /** Forgets tickets that are too old to be used; how many. For a job. */
  public int sweep() {
    return database.write(
        (Handle handle) ->
            handle.execute(
                "DELETE FROM spent_ticket WHERE expires_at <= ?", Micros.of(clock.instant())));
  }
}
