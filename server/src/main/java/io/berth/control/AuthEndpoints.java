package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.control.schema.Scalar;
import io.berth.fault.FaultException;
import io.berth.http.Request;
import io.berth.http.Response;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /auth}: the server's time, and who is calling. */
public final class AuthEndpoints {
  private final Applications applications;
  private final AccountKeys keys;
  private final Clock clock;

  public AuthEndpoints(Applications applications, AccountKeys keys, Clock clock) {
    this.applications = applications;
    this.keys = keys;
    this.clock = clock;
  }

  List<Operation<ControlCall>> operations(ControlAccess access) {
    return List.of(
        Operation.get("/auth/time", "Get the current time of the server, in Unix seconds")
            .asks(ControlAccess.open("clients ask for the server's clock before they can sign"))
            .answers(Scalar.LONG)
            .by(this::time),
        Operation.get("/auth/details", "Get who is calling")
            .asks(access.caller("account:apiovh:auth/details"))
            .answers(AccountModels.DETAILS)
            .by(AuthEndpoints::details),
        Operation.get("/auth/currentCredential", "Get the consumer key of the call")
            .asks(access.caller("account:apiovh:auth/currentCredential"))
            .answers(AccountModels.CREDENTIAL)
            .by(this::currentCredential),
        Operation.post("/auth/logout", "End the consumer key of the call")
            .asks(access.caller("account:apiovh:auth/logout"))
            .by(this::logout));
  }

  private Response time(Request request) {
    return Response.json(200, clock.instant().getEpochSecond());
  }

  private static Response details(Request request, Caller caller) {
    var details = new LinkedHashMap<String, @Nullable Object>();
    details.put("account", caller.account().name());
    details.put("allowedRoutes", caller.credential().map(Credential::rules).orElse(null));
    details.put("description", null);
    details.put("identities", List.of("urn:v1:eu:identity:account:" + caller.account().name()));
    details.put("method", caller.way().word());
    details.put("roles", List.of());
    details.put("user", null);
    return Response.json(200, details);
  }

  private Response currentCredential(Request request, Caller caller) {
    var account = caller.account();
    return Response.json(200, keys.credential(account, signed(caller).id()));
  }

  private Response logout(Request request, Caller caller) {
    applications.expire(signed(caller));
    return Response.json(200, null);
  }

  private static Credential signed(Caller caller) {
    return caller
        .credential()
        .orElseThrow(
            () ->
                FaultException.forbidden("This call is for consumer keys, not for access tokens"));
  }
}
