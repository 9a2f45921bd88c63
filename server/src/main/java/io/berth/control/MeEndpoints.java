package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.control.schema.Scalar;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /me}: the account, its applications and consumer keys (section 7). */
public final class MeEndpoints {
  /** What an account's prices would be in: nothing is sold here, but clients read these. */
  static final String SUBSIDIARY = "FR";

  static final String CURRENCY = "EUR";

  private static final List<String> STATES =
      List.of("expired", "pendingValidation", "refused", "validated");
  private static final String APPLICATION = "account:apiovh:me/api/application/";
  private static final String CREDENTIAL = "account:apiovh:me/api/credential/";

  private final AccountKeys keys;

  public MeEndpoints(AccountKeys keys) {
    this.keys = keys;
  }

  List<Operation<ControlCall>> operations(ControlAccess access) {
    var applications = "/me/api/application";
    var application = applications + "/{applicationId}";
    var credentials = "/me/api/credential";
    var credential = credentials + "/{credentialId}";
    return List.of(
        Operation.get("/me", "Get the account")
            .asks(access.caller("account:apiovh:me/get"))
            .answers(AccountModels.ACCOUNT)
            .by(MeEndpoints::account),
        Operation.get(applications, "List the applications")
            .asks(access.caller(APPLICATION + "get"))
            .answers(Scalar.LONG.list())
            .by((request, caller) -> Response.json(200, keys.applications(caller.account()))),
        Operation.get(application, "Get an application")
            .asks(access.caller(APPLICATION + "get"))
            .path("applicationId", Scalar.LONG, "Application ID")
            .answers(AccountModels.APPLICATION)
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
            .answers(AccountModels.CREDENTIAL)
            .by((request, caller) -> Response.json(200, credential(request, caller))),
        Operation.put(credential, "Change where a consumer key may be used from")
            .asks(access.whole(CREDENTIAL + "edit"))
            .path("credentialId", Scalar.LONG, "Credential ID")
            .takes(AccountModels.CREDENTIAL)
            .by(this::restrict),
        Operation.delete(credential, "Delete a consumer key")
            .asks(access.caller(CREDENTIAL + "delete"))
            .path("credentialId", Scalar.LONG, "Credential ID")
            .by(this::deleteCredential),
        Operation.get(credential + "/application", "Get the application of a consumer key")
            .asks(access.caller(CREDENTIAL + "application/get"))
            .path("credentialId", Scalar.LONG, "Credential ID")
            .answers(AccountModels.APPLICATION)
            .by(
                (request, caller) ->
                    Response.json(
                        200,
                        keys.application(
                            caller.account(), credential(request, caller).applicationId()))));
  }

  private static Response account(Request request, Caller caller) {
    var account = caller.account();
    var view = new LinkedHashMap<String, @Nullable Object>();
    view.put("nichandle", account.name());
    view.put("firstname", account.name());
    view.put("name", "");
    view.put("email", account.email());
    view.put("language", "en_GB");
    view.put("country", SUBSIDIARY);
    view.put("ovhSubsidiary", SUBSIDIARY);
    view.put("currency", Map.of("code", CURRENCY, "symbol", "€"));
    view.put("state", "complete");
    return Response.json(200, view);
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
    var list = Fields.of(Json.tree(request)).object().path("allowedIPs");
    keys.restrict(caller.account(), id(request, "credentialId"), CredentialEndpoint.blocks(list));
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
