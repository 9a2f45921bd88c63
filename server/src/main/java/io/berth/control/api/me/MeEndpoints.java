package io.berth.control.api.me;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.control.application.AccountKeys;
import io.berth.control.application.AllowedIps;
import io.berth.control.call.Caller;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Model;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /me}: the account, its applications and consumer keys
 * (docs/reference/contracts/control-api.md#other-calls).
 */
public final class MeEndpoints {
  /** What an account's prices would be in: nothing is sold here, but clients read these. */
  public static final String SUBSIDIARY = "FR";

  public static final String CURRENCY = "EUR";

  private static final List<String> STATES =
      List.of("expired", "pendingValidation", "refused", "validated");
  private static final String APPLICATION = "account:apiovh:me/api/application/";
  private static final String CREDENTIAL = "account:apiovh:me/api/credential/";

  private final AccountKeys keys;

  public MeEndpoints(AccountKeys keys) {
    this.keys = keys;
  }

  @AnswerModel(name = "nichandle.Nichandle", doc = "An account")
  private record Me(
      @Doc("Account name") String nichandle,
      @Doc("First name") @Nullable String firstname,
      @Doc("Name") @Nullable String name,
      @Doc("Email address") String email,
      @Doc("Language") @Nullable String language,
      @Doc("Country") String country,
      @Doc("Subsidiary") String ovhSubsidiary,
      @Doc("Currency") Currency currency,
      @Doc("State") StateEnum state) {}

  @AnswerModel(name = "nichandle.Currency", doc = "A currency")
  private record Currency(@Doc("ISO 4217 code") String code, @Doc("Symbol") String symbol) {}

  @EnumModel(name = "nichandle.StateEnum", doc = "States of an account")
  enum StateEnum {
    @JsonProperty("complete")
    COMPLETE,
    @JsonProperty("incomplete")
    INCOMPLETE
  }

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    var applications = "/me/api/application";
    var application = applications + "/{applicationId}";
    var credentials = "/me/api/credential";
    var credential = credentials + "/{credentialId}";
    return List.of(
        Operation.get("/me", "Get the account")
            .asks(access.caller("account:apiovh:me/get"))
            .answers(Model.of(Me.class))
            .by(MeEndpoints::account),
        Operation.get(applications, "List the applications")
            .asks(access.caller(APPLICATION + "get"))
            .answers(Scalar.LONG.list())
            .by((request, caller) -> Response.json(200, keys.applications(caller.account()))),
        Operation.get(application, "Get an application")
            .asks(access.caller(APPLICATION + "get"))
            .path("applicationId", Scalar.LONG, "Application ID")
            .answers(Model.of(AccountKeys.ApplicationView.class))
            .by(
                (request, caller) ->
                    Response.json(
                        200, keys.application(caller.account(), id(request, "applicationId")))),
        Operation.delete(application, "Delete an application and its consumer keys")
            .asks(access.caller(APPLICATION + "delete"))
            .path("applicationId", Scalar.LONG, "Application ID")
            .by(this::deleteApplication),
        Operation.get(credentials, "List the consumer keys")
            .asks(access.caller(CREDENTIAL + "get"))
            .query("applicationId", Scalar.LONG, "Only of this application")
            .query("status", Scalar.STRING, "Only in this state")
            .answers(Scalar.LONG.list())
            .by(this::credentials),
        Operation.get(credential, "Get a consumer key")
            .asks(access.caller(CREDENTIAL + "get"))
            .path("credentialId", Scalar.LONG, "Credential ID")
            .answers(Model.of(AccountKeys.CredentialView.class))
            .by((request, caller) -> Response.json(200, credential(request, caller))),
        Operation.put(credential, "Change where a consumer key may be used from")
            .asks(access.whole(CREDENTIAL + "edit"))
            .path("credentialId", Scalar.LONG, "Credential ID")
            .takes(Model.of(AccountKeys.CredentialView.class))
            .by(this::restrict),
        Operation.delete(credential, "Delete a consumer key")
            .asks(access.caller(CREDENTIAL + "delete"))
            .path("credentialId", Scalar.LONG, "Credential ID")
            .by(this::deleteCredential),
        Operation.get(credential + "/application", "Get the application of a consumer key")
            .asks(access.caller(CREDENTIAL + "application/get"))
            .path("credentialId", Scalar.LONG, "Credential ID")
            .answers(Model.of(AccountKeys.ApplicationView.class))
            .by(
                (request, caller) ->
                    Response.json(
                        200,
                        keys.application(
                            caller.account(), credential(request, caller).applicationId()))));
  }

  private static Response account(Request request, Caller caller) {
    var account = caller.account();
    return Response.json(
        200,
        new Me(
            account.name(),
            account.name(),
            "",
            account.email(),
            "en_GB",
            SUBSIDIARY,
            SUBSIDIARY,
            new Currency(CURRENCY, "€"),
            StateEnum.COMPLETE));
  }

  private Response deleteApplication(Request request, Caller caller) {
    keys.deleteApplication(caller.account(), id(request, "applicationId"));
    return Response.json(200, null);
  }

  private Response credentials(Request request, Caller caller) {
    var application = request.query("applicationId");
    if (application != null && !application.matches("[0-9]{1,18}")) {
      throw FaultException.invalid(Fault.Part.QUERY, "applicationId must be a number");
    }
    var status = request.query("status");
    if (status != null && !STATES.contains(status)) {
      throw FaultException.invalid(Fault.Part.QUERY, "status must be one of " + STATES);
    }
    return Response.json(
        200,
        keys.credentials(
            caller.account(), application == null ? null : Long.valueOf(application), status));
  }

  private AccountKeys.CredentialView credential(Request request, Caller caller) {
    return keys.credential(caller.account(), id(request, "credentialId"));
  }

  private Response restrict(Request request, Caller caller) throws IOException {
    var body = BodyReader.read(request, AccountKeys.CredentialView.class);
    keys.restrict(
        caller.account(), id(request, "credentialId"), AllowedIps.checked(body.allowedIPs()));
    return Response.json(200, null);
  }

  private Response deleteCredential(Request request, Caller caller) {
    keys.deleteCredential(caller.account(), id(request, "credentialId"));
    return Response.json(200, null);
  }

  /** A number of the path; what is none belongs to nothing. */
  private static long id(Request request, String name) {
    var text = request.param(name);
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }
}
