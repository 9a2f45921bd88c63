package io.berth.server.wiring;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Around;
import io.berth.sql.Database;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Outermost of all: what rules, callers and handlers know from memory is as new as the request,
 * whichever server changed it, and asked for once for all of them.
 */
final class AsOfNow implements Around {
  private final Database database;

  AsOfNow(Database database) {
    this.database = database;
  }

  @Override
  public Response around(Request request, Callable<Response> next) throws Exception {
    return database.asOfNow(next::call);
  }

  /** What only the database can tell to be new is not in memory. */
  @Override
  public Optional<Response> aroundMemory(Request request, Supplier<Optional<Response>> next) {
    return next.get();
  }
}
