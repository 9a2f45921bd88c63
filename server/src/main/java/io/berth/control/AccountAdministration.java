package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.control.schema.Scalar;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.SecretPolicy;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;

/** {@code /me/identity/user}: the accounts, for those who are administrators among them. */
final class AccountAdministration {
  private static final int PASSWORD = 20;

  private static final String ACTION = "account:apiovh:me/identity/user/";

  private final Accounts accounts;
  private final SecureRandom random;

  AccountAdministration(Accounts accounts, SecureRandom random) {
    this.accounts = accounts;
    this.random = random;
  }

  private record View(String login, String email, String group, String status) {
    static View of(Account account) {
      return new View(
          account.name(),
          account.email(),
          account.administrator() ? "ADMIN" : "DEFAULT",
          account.enabled() ? "OK" : "DISABLED");
    }
  }

  List<Operation<ControlCall>> operations(ControlAccess access) {
    var all = "/me/identity/user";
    var one = all + "/{user}";
    return List.of(
        Operation.get(all, "List the accounts")
            .asks(access.administrator(ACTION + "get"))
            .answers(Scalar.STRING.list())
            .by(this::list),
        Operation.post(all, "Create an account")
            .asks(access.wholeAdministrator(ACTION + "create"))
            .takes(WaysInModels.USER_CREATION)
            .answers(WaysInModels.USER_MADE)
            .by(this::create),
        Operation.get(one, "Get an account")
            .asks(access.administrator(ACTION + "get"))
            .answers(WaysInModels.USER)
            .by(this::get),
        Operation.put(one, "Make an account an administrator, or an ordinary one")
            .asks(access.wholeAdministrator(ACTION + "edit"))
            .takes(WaysInModels.USER)
            .by(this::edit),
        Operation.post(one + "/enable", "Let an account in again")
            .asks(access.wholeAdministrator(ACTION + "enable"))
            .by((request, caller) -> setEnabled(request, caller, true)),
        Operation.post(one + "/disable", "Let nothing of an account in any more")
            .asks(access.administrator(ACTION + "disable"))
            .by((request, caller) -> setEnabled(request, caller, false)),
        Operation.post(one + "/resetPassword", "Make a new password, without second factor")
            .asks(access.wholeAdministrator(ACTION + "resetPassword"))
            .answers(WaysInModels.NEW_PASSWORD)
            .beta()
            .by(this::resetPassword));
  }

  private Response list(Request request, Caller caller) {
    return Response.json(200, accounts.list().stream().map(Account::name).toList());
  }

  private Response get(Request request, Caller caller) {
    return Response.json(200, View.of(find(request)));
  }

  private Response create(Request request, Caller caller) throws IOException {
    var fields = Fields.of(Json.tree(request));
    var given = fields.text("password").filter(text -> !text.isEmpty());
    var password = given.orElseGet(() -> SecretPolicy.random(random, PASSWORD));
    var isAdministrator = isAdministrator(fields);
    var account = accounts.create(fields.required("login"), fields.required("email"), password);
    if (isAdministrator) {
      accounts.setAdministrator(account, true);
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("login", account.name());
    answer.put("email", account.email());
    answer.put("password", given.isPresent() ? "" : password);
    return Response.json(200, answer);
  }

  private Response edit(Request request, Caller caller) throws IOException {
    var account = find(request);
    var isAdministrator = isAdministrator(Fields.of(Json.tree(request)));
    if (account.id() == caller.account().id() && !isAdministrator) {
      throw FaultException.conflict("OWN_ACCOUNT", "nobody takes their own administration away");
    }
    accounts.setAdministrator(account, isAdministrator);
    return Response.json(200, null);
  }

  private static boolean isAdministrator(Fields fields) {
    return switch (fields.text("group").orElse("DEFAULT")) {
      case "ADMIN" -> true;
      case "DEFAULT" -> false;
      default -> throw Fields.invalid("group must be ADMIN or DEFAULT");
    };
  }

  private Response setEnabled(Request request, Caller caller, boolean enabled) {
    var account = find(request);
    if (account.id() == caller.account().id() && !enabled) {
      throw FaultException.conflict("OWN_ACCOUNT", "nobody disables their own account");
    }
    accounts.setEnabled(account, enabled);
    return Response.json(200, null);
  }

  /** For people who lost password or second factor; says what they still have. */
  private Response resetPassword(Request request, Caller caller) {
    var account = find(request);
    var password = SecretPolicy.random(random, PASSWORD);
    var left = accounts.recover(account.name(), password).orElseThrow();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("password", password);
    answer.put("credentials", left.consumerKeys());
    answer.put("oauth2Clients", left.clients());
    return Response.json(200, answer);
  }

  private Account find(Request request) {
    var name = request.param("user");
    return accounts
        .findByName(name)
        .orElseThrow(
            () -> FaultException.notFound(Fault.Thing.USER, "There is no account " + name));
  }
}
