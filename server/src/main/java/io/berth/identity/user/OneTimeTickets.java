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
                handle
                    .createUpdate(
                        "INSERT INTO spent_ticket (ticket_hash, expires_at)"
                            + " VALUES (:ticketHash, :expires)"
                            + " ON CONFLICT (ticket_hash) DO NOTHING")
                    .bind("ticketHash", Sha256.hex(ticket))
                    .bind("expires", Micros.of(until))
                    .execute())
        == 1;
  }

  /** Forgets tickets that are too old to be used; how many. For a job. */
  public int sweep() {
    return database.write(
        (Handle handle) ->
            handle
                .createUpdate("DELETE FROM spent_ticket WHERE expires_at <= :now")
                .bind("now", Micros.of(clock.instant()))
                .execute());
  }
}
