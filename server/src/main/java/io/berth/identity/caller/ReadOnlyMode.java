package io.berth.identity.caller;

import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Admission;
import io.berth.identity.setting.RegistrySettings;
import io.berth.tenant.CurrentRequest;
import java.util.Optional;
import java.util.function.Supplier;

/** Refuses what changes a registry that an administrator made read-only. */
public final class ReadOnlyMode implements Admission {
  private final RegistrySettings settings;

  public ReadOnlyMode(RegistrySettings settings) {
    this.settings = settings;
  }

  @Override
  public void admit(Request request, boolean writes) {
    if (writes
        && settings
            .value(CurrentRequest.currentRegistry().id(), RegistrySettings.Name.READ_ONLY)
            .equals("true")) {
      throw FaultException.forbidden(
          "The system is in read only mode. Any modification is prohibited.");
    }
  }

  @Override
  public Optional<Response> aroundMemory(
      Request request, boolean writes, Supplier<Optional<Response>> next) {
    return writes ? Optional.empty() : next.get();
  }
}
