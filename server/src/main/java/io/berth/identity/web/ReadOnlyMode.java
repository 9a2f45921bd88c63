package io.berth.identity.web;

import io.berth.fault.FaultException;
import io.berth.http.Filter;
import io.berth.http.FromMemory;
import io.berth.http.Handler;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.RegistrySettings;
import io.berth.tenant.CurrentRequest;
import java.util.Optional;

/** Refuses every change of a registry that an administrator made read-only, but for ending that. */
public final class ReadOnlyMode implements Filter {
  private final RegistrySettings settings;

  public ReadOnlyMode(RegistrySettings settings) {
    this.settings = settings;
  }

  @Override
  public Response around(Request request, Handler next) throws Exception {
    if (changes(request) && !request.rawPath().startsWith("/api/v2.0/configurations")) {
      var registry = CurrentRequest.currentRegistry().id();
      if (settings.value(registry, RegistrySettings.Name.READ_ONLY).equals("true")) {
        throw FaultException.forbidden(
            "The system is in read only mode. Any modification is prohibited.");
      }
    }
    return next.handle(request);
  }

  @Override
  public Optional<Response> aroundMemory(Request request, FromMemory next) {
    return changes(request) ? Optional.empty() : next.answer(request);
  }

  private static boolean changes(Request request) {
    return switch (request.method()) {
      case GET, HEAD, OPTIONS -> false;
      case POST, PUT, PATCH, DELETE -> true;
    };
  }
}
