package io.berth.control.api.me;

import io.berth.control.application.AccountKeys;
import io.berth.control.application.AllowedIps;
import io.berth.control.call.Caller;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.Pagination;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Operation;
import io.berth.control.schema.QueryReader;
import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Model;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.io.IOException;
import java.util.List;

/**
 * {@code /me}: the account, its applications and consumer keys
 * (docs/reference/contracts/control-api.md#other-calls).
 */
public final class MeEndpoints {
  private static final List<String> STATES =
      List.of("expired", "pendingValidation", "refused", "validated");
  private static final String APPLICATION = "account:apiovh:me/api/application/";
  private static final String CREDENTIAL = "account:apiovh:me/api/credential/";

  private final AccountKeys keys;

  public MeEndpoints(AccountKeys keys) {
    this.keys = keys;
  }

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    var applications = "/me/api/application";
    var application = applications + "/{applicationId}";
    var credentials = "/me/api/credential";
    var credential = credentials + "/{credentialId}";
    return List.of(
        Operation.get("/me", "Get the account")
            .asks(access.caller("account:apiovh:me/get"))
            .answers(Model.of(Nichandle.class))
            .by(MeEndpoints::account),
        Operation.get(applications, "List the applications")
            .asks(access.caller(APPLICATION + "get"))
            .answers(Scalar.LONG.list())
            .by(this::applications),
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
    return Response.json(200, Nichandle.of(caller.account()));
  }

  private Response deleteApplication(Request request, Caller caller) {
    keys.deleteApplication(caller.account(), id(request, "applicationId"));
    return Response.json(200, null);
  }

  private Response applications(Request request, Caller caller) {
    var account = caller.account();
    return Pagination.list(
        request, keys.applications(account), id -> keys.application(account, id));
  }

  private Response credentials(Request request, Caller caller) {
    var account = caller.account();
    var application = QueryReader.number(request, "applicationId").orElse(null);
    var status = QueryReader.text(request, "status");
    if (status != null && !STATES.contains(status)) {
      throw QueryReader.invalid("status must be one of " + STATES);
    }
    return Pagination.list(
        request,
        keys.credentials(account, application, status),
        id -> keys.credential(account, id));
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
