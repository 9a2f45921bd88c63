package io.berth.control.api.me;

import static io.berth.control.schema.Doc.Format.DATETIME;
import static io.berth.control.schema.Doc.Format.IP;
import static io.berth.control.schema.Doc.Format.PASSWORD;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.control.account.Account;
import io.berth.control.account.AccountSession;
import io.berth.control.account.AccountSessions;
import io.berth.control.account.AccountSignIn;
import io.berth.control.account.AccountSignIn.CodeNeeded;
import io.berth.control.account.AccountSignIn.CodeRefused;
import io.berth.control.account.AccountSignIn.Proven;
import io.berth.control.account.AccountSignIn.Refused;
import io.berth.control.account.Accounts;
import io.berth.control.account.SecondFactors;
import io.berth.control.account.Totp;
import io.berth.control.call.AccountBrowserSessions;
import io.berth.control.call.Caller;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Rfc3339;
import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Model;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an account does for itself: sign in with a browser, password, second factor, sessions. */
public final class AccountEndpoints {
  private static final String ACTION = "account:apiovh:";

  private final Accounts accounts;
  private final AccountSignIn signIn;
  private final SecondFactors secondFactors;
  private final AccountSessions sessions;
  private final AccountBrowserSessions browsers;

  public AccountEndpoints(
      Accounts accounts,
      AccountSignIn signIn,
      SecondFactors secondFactors,
      AccountSessions sessions,
      AccountBrowserSessions browsers) {
    this.accounts = accounts;
    this.signIn = signIn;
    this.secondFactors = secondFactors;
    this.sessions = sessions;
    this.browsers = browsers;
  }

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    var totp = "/me/accessRestriction/totp";
    return List.of(
        Operation.post("/auth/login", "Sign a browser in")
            .asks(ControlAccess.open("signs in with the password in its body"))
            .takes(Model.of(Login.class))
            .answers(Model.of(SignedIn.class))
            .beta()
            .by(this::login),
        Operation.get("/auth/session", "Get who is signed in with this browser, null for nobody")
            .asks(ControlAccess.open("tells a browser its own session"))
            .answers(Model.of(Session.class))
            .beta()
            .by(this::session),
        Operation.delete("/auth/session", "Sign this browser out")
            .asks(access.caller(ACTION + "auth/session/delete"))
            .beta()
            .by(this::logout),
        Operation.post("/me/changePassword", "Change the password")
            .asks(access.caller(ACTION + "me/changePassword"))
            .takes(Model.of(PasswordChange.class))
            .by(this::changePassword),
        Operation.get(totp, "Get whether a second factor is asked for")
            .asks(access.caller(ACTION + "me/accessRestriction/totp/get"))
            .answers(Model.of(SecondFactor.class))
            .by(this::secondFactor),
        Operation.post(totp, "Enrol an authenticator, which counts once it was enabled")
            .asks(access.caller(ACTION + "me/accessRestriction/totp/create"))
            .takes(Model.of(Password.class))
            .answers(Model.of(TotpSecret.class))
            .by(this::enrol),
        Operation.post(totp + "/enable", "Enable the authenticator with a code of it")
            .asks(access.caller(ACTION + "me/accessRestriction/totp/enable"))
            .takes(Model.of(Code.class))
            .answers(Model.of(BackupCodes.class))
            .by(this::enable),
        Operation.post(totp + "/disable", "Remove the authenticator")
            .asks(access.caller(ACTION + "me/accessRestriction/totp/disable"))
            .takes(Model.of(PasswordAndCode.class))
            .by(this::disable),
        Operation.post("/me/accessRestriction/backupCode", "Make new recovery codes")
            .asks(access.caller(ACTION + "me/accessRestriction/backupCode/create"))
            .takes(Model.of(Code.class))
            .answers(Model.of(BackupCodes.class))
            .by(this::newRecoveryCodes),
        Operation.get("/me/session", "List the browsers the account is signed in with")
            .asks(access.caller(ACTION + "me/session/get"))
            .answers(Model.of(Browser.class).list())
            .beta()
            .by(this::sessions),
        Operation.delete("/me/session/{sessionId}", "Sign a browser out")
            .asks(access.caller(ACTION + "me/session/delete"))
            .path("sessionId", Scalar.LONG, "Session ID")
            .beta()
            .by(this::endSession));
  }

  // ---------------------------------------------------------------- bodies and answers

  @BodyModel(
      name = "auth.Login",
      doc = "A sign-in: account and password, or the ticket of a first step with a code")
  private record Login(
      @Doc("Account name") @Nullable String account,
      @Doc(value = "Password", format = PASSWORD) @Nullable String password,
      @Doc("From the answer that asked for a code") @Nullable String ticket,
      @Doc("Code of the authenticator, or a recovery code") @Nullable String code) {}

  @AnswerModel(name = "auth.SignedIn", doc = "What came of a sign-in")
  private record SignedIn(
      @Doc("State") SignInState state,
      @Doc("Account name, when signed in") @Nullable String account,
      @Doc("For the header X-CSRF-Token, when signed in") @Nullable String csrfToken,
      @Doc("Goes with the code, when one is needed") @Nullable String ticket) {}

  @EnumModel(name = "auth.SignInStateEnum", doc = "Whether a code is needed")
  enum SignInState {
    @JsonProperty("codeNeeded")
    CODE_NEEDED,
    @JsonProperty("signedIn")
    SIGNED_IN
  }

  @AnswerModel(name = "auth.Session", doc = "Who is signed in with this browser")
  private record Session(
      @Doc("Account name") String account,
      @Doc("Email address") String email,
      @Doc("Whether they handle accounts") boolean administrator,
      @Doc("For the header X-CSRF-Token") String csrfToken,
      @Doc(value = "When the session ends at the latest", format = DATETIME) String expiresAt) {}

  @AnswerModel(name = "nichandle.Session", doc = "A browser the account is signed in with")
  private record Browser(
      @Doc("Session ID") long id,
      @Doc("Whether it is the one that asks") boolean current,
      @Doc(value = "Address it signed in from", format = IP) String ip,
      @Doc("Browser") String userAgent,
      @Doc(value = "When it signed in", format = DATETIME) String creationDate,
      @Doc(value = "When it was last used", format = DATETIME) String lastUse,
      @Doc(value = "When it ends at the latest", format = DATETIME) String expiration) {
    static Browser of(AccountSession session, boolean isCurrent) {
      return new Browser(
          session.id(),
          isCurrent,
          session.address(),
          session.agent(),
          Rfc3339.text(session.createdAt()),
          Rfc3339.text(session.lastSeenAt()),
          Rfc3339.text(session.expiresAt()));
    }
  }

  @BodyModel(name = "nichandle.PasswordChange", doc = "A new password")
  private record PasswordChange(
      @Doc(value = "The new one", format = PASSWORD) String newPassword,
      @Doc(value = "The one of now", format = PASSWORD) String password) {}

  @BodyModel(name = "nichandle.Password", doc = "Proof that it is the person")
  private record Password(@Doc(value = "Password", format = PASSWORD) String password) {}

  @BodyModel(name = "nichandle.accessRestriction.Code", doc = "A code")
  private record Code(@Doc("Code of the authenticator, or a recovery code") String code) {}

  @BodyModel(name = "nichandle.accessRestriction.Proof", doc = "Proof of both factors")
  private record PasswordAndCode(
      @Doc(value = "Password", format = PASSWORD) String password,
      @Doc("Code of the authenticator, or a recovery code") String code) {}

  @AnswerModel(
      name = "nichandle.accessRestriction.Totp",
      doc = "Whether a second factor is asked for")
  private record SecondFactor(
      @Doc("Whether it is") boolean enabled,
      @Doc("Recovery codes not used yet") int backupCodesLeft) {}

  @AnswerModel(
      name = "nichandle.accessRestriction.TotpSecret",
      doc = "A new authenticator, shown this once")
  private record TotpSecret(
      @Doc(value = "To type into an app", format = PASSWORD) String secret,
      @Doc(value = "The otpauth URI of the QR code", format = PASSWORD) String qrcodeHelper) {}

  @AnswerModel(
      name = "nichandle.accessRestriction.BackupCodes",
      doc = "Recovery codes, each good for one sign-in, shown this once")
  private record BackupCodes(@Doc("Codes") List<String> codes) {}

  // ---------------------------------------------------------------- signing in

  private Response login(Request request, ControlCall call) throws IOException {
    AccountBrowserSessions.requirePanel(request);
    browsers.checkOrigin(request);
    var body = BodyReader.read(request, Login.class);
    var address = request.remoteAddress().getHostAddress();
    var outcome =
        body.ticket() != null
            ? signIn.code(body.ticket(), given("code", body.code()), address)
            : signIn.password(
                given("account", body.account()), given("password", body.password()), address);
    return switch (outcome) {
      case Proven(var account) -> {
        var cookies = Response.of(200);
        call.signingIn(account, "call");
        var csrf = browsers.signIn(request, cookies, account);
        var response =
            Response.json(200, new SignedIn(SignInState.SIGNED_IN, account.name(), csrf, null));
        cookies.headers().forEach(header -> response.header(header.name(), header.value()));
        yield response;
      }
      case CodeNeeded(var ticket) ->
          Response.json(200, new SignedIn(SignInState.CODE_NEEDED, null, null, ticket));
      case Refused(var tried) -> {
        tried.ifPresent(account -> call.signingIn(account, "call"));
        throw FaultException.unauthenticated("Account and password do not belong together");
      }
      case CodeRefused(_, var account) -> {
        call.signingIn(account, "call");
        throw FaultException.unauthenticated("This code is wrong or was used already");
      }
    };
  }

  /** A field that this way of signing in needs. */
  private static String given(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw BodyReader.invalid(name + " is required");
    }
    return value;
  }

  private Response session(Request request) {
    var visitor = browsers.find(request);
    if (visitor.isEmpty()) {
      // No refusal: pages ask this first, and having nobody signed in is no mistake of theirs.
      return Response.json(200, null);
    }
    var account = visitor.get().account();
    return Response.json(
        200,
        new Session(
            account.name(),
            account.email(),
            account.administrator(),
            browsers.csrf(browsers.visit(request)),
            Rfc3339.text(visitor.get().session().expiresAt())));
  }

  private Response logout(Request request) {
    var response = Response.json(200, null);
    browsers.signOut(request, response);
    return response;
  }

  // ---------------------------------------------------------------- password

  private Response changePassword(Request request, Caller caller) throws IOException {
    var body = BodyReader.read(request, PasswordChange.class);
    provePassword(request, caller.account(), body.password());
    accounts.changePassword(
        caller.account(), body.newPassword(), caller.session().map(AccountSession::id).orElse(0L));
    return Response.json(200, null);
  }

  /** Whoever holds a key or found an open browser is not the person yet. */
  private void provePassword(Request request, Account account, String password) {
    if (!signIn.isPassword(account, password, address(request))) {
      throw FaultException.forbidden("This is not the account's password");
    }
  }

  // ---------------------------------------------------------------- second factor

  private Response secondFactor(Request request, Caller caller) {
    var account = caller.account();
    return Response.json(
        200,
        new SecondFactor(secondFactors.enabled(account), secondFactors.recoveryCodesLeft(account)));
  }

  private Response enrol(Request request, Caller caller) throws IOException {
    var account = caller.account();
    provePassword(request, account, BodyReader.read(request, Password.class).password());
    Totp totp = secondFactors.enrol(account);
    return Response.json(200, new TotpSecret(totp.text(), totp.uri("Berth", account.name())));
  }

  private Response enable(Request request, Caller caller) throws IOException {
    var account = caller.account();
    var code = BodyReader.read(request, Code.class).code();
    var codes = signIn.enable(account, code, address(request));
    if (codes.isEmpty()) {
      throw BodyReader.invalid("this is not the code the authenticator shows now");
    }
    return Response.json(200, new BackupCodes(codes.get()));
  }

  private Response disable(Request request, Caller caller) throws IOException {
    var account = caller.account();
    var body = BodyReader.read(request, PasswordAndCode.class);
    provePassword(request, account, body.password());
    proveCode(request, account, body.code());
    secondFactors.disable(account);
    return Response.json(200, null);
  }

  private Response newRecoveryCodes(Request request, Caller caller) throws IOException {
    var account = caller.account();
    proveCode(request, account, BodyReader.read(request, Code.class).code());
    return Response.json(200, new BackupCodes(secondFactors.newRecoveryCodes(account)));
  }

  private void proveCode(Request request, Account account, String code) {
    if (!signIn.isCode(account, code, address(request))) {
      throw FaultException.forbidden("This code is wrong or was used already");
    }
  }

  private static String address(Request request) {
    return request.remoteAddress().getHostAddress();
  }

  // ---------------------------------------------------------------- sessions

  private Response sessions(Request request, Caller caller) {
    long own = caller.session().map(AccountSession::id).orElse(0L);
    return Response.json(
        200,
        sessions.list(caller.account()).stream()
            .map(session -> Browser.of(session, session.id() == own))
            .toList());
  }

  private Response endSession(Request request, Caller caller) {
    var id = request.param("sessionId");
    if (!id.matches("\\d{1,18}") || !sessions.end(caller.account(), Long.parseLong(id))) {
      throw FaultException.notFound(Fault.Thing.OTHER, "You have no session " + id);
    }
    return Response.json(200, null);
  }
}
