package io.berth.control.api.me;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.control.application.AccessRule;
import io.berth.control.application.AccountKeys;
import io.berth.control.application.Applications;
import io.berth.control.application.ConsumerKey;
import io.berth.control.call.Caller;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Model;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.time.Clock;
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

  @AnswerModel(name = "auth.Details", doc = "Who is calling")
  private record Details(
      @Doc("Account name") String account,
      @Doc("What may be called, null for everything") @Nullable List<AccessRule> allowedRoutes,
      @Doc("Description") @Nullable String description,
      @Doc("URNs of the caller") List<String> identities,
      @Doc(value = "How the caller proved who it is", words = AuthMethodEnum.class) String method,
      @Doc("Roles") @Nullable List<String> roles,
      @Doc("User of the account") @Nullable String user) {}

  /** OVHcloud's; those of {@link Caller.Way} occur here. */
  @EnumModel(name = "auth.MethodEnum", doc = "How a caller proved who it is")
  enum AuthMethodEnum {
    @JsonProperty("account")
    ACCOUNT,
    @JsonProperty("oauth2_client_credentials")
    OAUTH2_CLIENT_CREDENTIALS,
    @JsonProperty("provider")
    PROVIDER,
    @JsonProperty("user")
    USER
  }

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    return List.of(
        Operation.get("/auth/time", "Get the current time of the server, in Unix seconds")
            .asks(ControlAccess.open("clients ask for the server's clock before they can sign"))
            .answers(Scalar.LONG)
            .by(this::time),
        Operation.get("/auth/details", "Get who is calling")
            .asks(access.caller("account:apiovh:auth/details"))
            .answers(Model.of(Details.class))
            .by(AuthEndpoints::details),
        Operation.get("/auth/currentCredential", "Get the consumer key of the call")
            .asks(access.caller("account:apiovh:auth/currentCredential"))
            .answers(Model.of(AccountKeys.CredentialView.class))
            .by(this::currentCredential),
        Operation.post("/auth/logout", "End the consumer key of the call")
            .asks(access.caller("account:apiovh:auth/logout"))
            .by(this::logout));
  }

  private Response time(Request request) {
    return Response.json(200, clock.instant().getEpochSecond());
  }

  private static Response details(Request request, Caller caller) {
    return Response.json(
        200,
        new Details(
            caller.account().name(),
            caller.credential().map(ConsumerKey::rules).orElse(null),
            null,
            List.of("urn:v1:eu:identity:account:" + caller.account().name()),
            caller.way().word(),
            List.of(),
            null));
  }

  private Response currentCredential(Request request, Caller caller) {
    var account = caller.account();
    return Response.json(200, keys.credential(account, signed(caller).id()));
  }

  private Response logout(Request request, Caller caller) {
    applications.expire(signed(caller));
    return Response.json(200, null);
  }

  private static ConsumerKey signed(Caller caller) {
    return caller
        .credential()
        .orElseThrow(
            () ->
                FaultException.forbidden("This call is for consumer keys, not for access tokens"));
  }
}
