package io.berth.control.api.me;

import static io.berth.control.schema.Doc.Format.DATETIME;
import static io.berth.control.schema.Doc.Format.PASSWORD;

import io.berth.control.account.Account;
import io.berth.control.account.Accounts;
import io.berth.control.call.Caller;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.Pagination;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Rfc3339;
import io.berth.control.schema.Scalar;
import io.berth.control.schema.Settable;
import io.berth.control.schema.Type.Model;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.user.SecretPolicy;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /me/identity/user}: the accounts, for those who are administrators among them. */
public final class AccountAdministrationEndpoints {
  private static final int PASSWORD_LENGTH = 20;

  private static final String ACTION = "account:apiovh:me/identity/user/";

  private final Accounts accounts;
  private final SecureRandom random;

  public AccountAdministrationEndpoints(Accounts accounts, SecureRandom random) {
    this.accounts = accounts;
    this.random = random;
  }

  @AnswerModel(name = "me.identity.User", doc = "An account")
  private record View(
      @Doc("Name") String login,
      @Doc("Email address") @Settable @Nullable String email,
      @Doc("Description") @Settable @Nullable String description,
      @Doc(value = "ADMIN handles accounts", words = GroupEnum.class) @Settable
          @Nullable String group,
      @Doc(value = "State", words = StatusEnum.class) String status,
      @Doc(value = "When it was made", format = DATETIME) String creation,
      @Doc(value = "When it was last changed", format = DATETIME) String lastUpdate,
      @Doc(value = "Since when it has this password", format = DATETIME) String passwordLastUpdate,
      @Doc("URN") String urn) {
    static View of(Account account) {
      return new View(
          account.name(),
          account.email(),
          account.description(),
          account.administrator() ? "ADMIN" : "DEFAULT",
          account.enabled() ? "OK" : "DISABLED",
          Rfc3339.text(account.createdAt()),
          Rfc3339.text(account.lastUpdate()),
          Rfc3339.text(account.passwordSince()),
          "urn:v1:eu:identity:user:" + account.name());
    }
  }

  @EnumModel(name = "me.identity.GroupEnum", doc = "Kinds of account")
  enum GroupEnum {
    ADMIN,
    DEFAULT
  }

  @EnumModel(name = "me.identity.StatusEnum", doc = "States")
  enum StatusEnum {
    DISABLED,
    OK
  }

  @BodyModel(name = "me.identity.UserCreation", doc = "A new account")
  private record Creation(
      @Doc("Name") String login,
      @Doc("Email address; made up when absent") @Nullable String email,
      @Doc("Description") @Nullable String description,
      @Doc(value = "Made up when absent", format = PASSWORD) @Nullable String password,
      @Doc(value = "ADMIN handles accounts", words = GroupEnum.class) @Nullable String group) {}

  @AnswerModel(
      name = "me.identity.UserCreated",
      doc = "A new account; its password is shown this once")
  private record Made(
      @Doc("Name") String login,
      @Doc("Email address") String email,
      @Doc(value = "Made-up password, empty when one was given", format = PASSWORD)
          String password) {}

  @AnswerModel(
      name = "me.identity.NewPassword",
      doc =
          "A made-up password, shown this once; browsers, programs and what the account was given"
              + " in registries ended with the old one")
  private record NewPassword(
      @Doc(value = "Password", format = PASSWORD) String password,
      @Doc("Consumer keys that still work") long credentials,
      @Doc("OAuth2 clients that are still there") long oauth2Clients) {}

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    var all = "/me/identity/user";
    var one = all + "/{user}";
    return List.of(
        Operation.get(all, "List the accounts")
            .asks(access.administrator(ACTION + "get"))
            .answers(Scalar.STRING.list())
            .by(this::list),
        Operation.post(all, "Create an account")
            .asks(access.wholeAdministrator(ACTION + "create"))
            .takes(Model.of(Creation.class))
            .answers(Model.of(Made.class))
            .by(this::create),
        Operation.get(one, "Get an account")
            .asks(access.administrator(ACTION + "get"))
            .answers(Model.of(View.class))
            .by(this::get),
        Operation.put(one, "Change an account: what is absent stays")
            .asks(access.wholeAdministrator(ACTION + "edit"))
            .takes(Model.of(View.class))
            .by(this::edit),
        Operation.delete(one, "Delete an account")
            .asks(access.administrator(ACTION + "delete"))
            .by(this::delete),
        Operation.post(one + "/enable", "Let an account in again")
            .asks(access.wholeAdministrator(ACTION + "enable"))
            .by((request, caller) -> setEnabled(request, caller, true)),
        Operation.post(one + "/disable", "Let nothing of an account in any more")
            .asks(access.administrator(ACTION + "disable"))
            .by((request, caller) -> setEnabled(request, caller, false)),
        Operation.post(one + "/resetPassword", "Make a new password, without second factor")
            .asks(access.wholeAdministrator(ACTION + "resetPassword"))
            .answers(Model.of(NewPassword.class))
            .beta()
            .by(this::resetPassword));
  }

  private Response list(Request request, Caller caller) {
    var all = accounts.list();
    return Response.json(
        200,
        Pagination.wantsObjects(request)
            ? all.stream().map(View::of).toList()
            : all.stream().map(Account::name).toList());
  }

  private Response get(Request request, Caller caller) {
    return Response.json(200, View.of(find(request)));
  }

  private Response create(Request request, Caller caller) throws IOException {
    var body = BodyReader.read(request, Creation.class);
    var given = given(body.password());
    var password = given.orElseGet(() -> SecretPolicy.random(random, PASSWORD_LENGTH));
    var isAdministrator = isAdministrator(body.group());
    var account = accounts.create(body.login(), given(body.email()).orElse(null), password);
    var description = Objects.requireNonNullElse(body.description(), "");
    if (isAdministrator || !description.isEmpty()) {
      accounts.change(
          account, account.email(), description, isAdministrator || account.administrator());
    }
    return Response.json(
        200, new Made(account.name(), account.email(), given.isPresent() ? "" : password));
  }

  private Response edit(Request request, Caller caller) throws IOException {
    var account = find(request);
    var body = BodyReader.read(request, View.class);
    var isAdministrator =
        body.group() == null ? account.administrator() : isAdministrator(body.group());
    if (account.id() == caller.account().id() && !isAdministrator) {
      throw FaultException.conflict("OWN_ACCOUNT", "nobody takes their own administration away");
    }
    accounts.change(
        account,
        given(body.email()).orElse(account.email()),
        Objects.requireNonNullElse(body.description(), account.description()),
        isAdministrator);
    return Response.json(200, null);
  }

  private Response delete(Request request, Caller caller) {
    var account = find(request);
    if (account.id() == caller.account().id()) {
      throw FaultException.conflict("OWN_ACCOUNT", "nobody deletes their own account");
    }
    accounts.delete(account);
    return Response.json(200, null);
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(it -> !it.isBlank());
  }

  private static boolean isAdministrator(@Nullable String group) {
    return switch (Objects.requireNonNullElse(group, "DEFAULT")) {
      case "ADMIN" -> true;
      case "DEFAULT" -> false;
      default -> throw BodyReader.invalid("group must be ADMIN or DEFAULT");
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
    var password = SecretPolicy.random(random, PASSWORD_LENGTH);
    var left = accounts.recover(account.name(), password).orElseThrow();
    return Response.json(200, new NewPassword(password, left.consumerKeys(), left.clients()));
  }

  private Account find(Request request) {
    var name = request.param("user");
    return accounts
        .findByName(name)
        .orElseThrow(
            () -> FaultException.notFound(Fault.Thing.USER, "There is no account " + name));
  }
}
