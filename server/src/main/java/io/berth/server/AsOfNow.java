package io.berth.server;

import io.berth.http.Filter;
import io.berth.http.FromMemory;
import io.berth.http.Handler;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.sql.Database;
import java.util.Optional;

/**
 * Outermost of all filters: what the others and the handler know from memory is as new as the
 * request, whichever server changed it, and asked for once for all of them.
 */
final class AsOfNow implements Filter {
  private final Database database;

  AsOfNow(Database database) {
    this.database = database;
  }

  @Override
  public Response around(Request request, Handler next) throws Exception {
    return database.asOfNow(() -> next.handle(request));
  }

  /** What only the database can tell to be new is not in memory. */
  @Override
  public Optional<Response> aroundMemory(Request request, FromMemory next) {
    return next.answer(request);
  }
}
