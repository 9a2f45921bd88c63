package io.berth.control;

import io.berth.control.AccountSignIn.CodeNeeded;
import io.berth.control.AccountSignIn.CodeRefused;
import io.berth.control.AccountSignIn.Proven;
import io.berth.control.AccountSignIn.Refused;
import io.berth.control.account.Totp;
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

/** What an account does for itself: sign in with a browser, password, second factor, sessions. */
final class AccountEndpoints {
  private static final String ACTION = "account:apiovh:";

  private final Accounts accounts;
  private final AccountSignIn signIn;
  private final SecondFactors secondFactors;
  private final AccountSessions sessions;
  private final AccountBrowsers browsers;

  AccountEndpoints(
      Accounts accounts,
      AccountSignIn signIn,
      SecondFactors secondFactors,
      AccountSessions sessions,
      AccountBrowsers browsers) {
    this.accounts = accounts;
    this.signIn = signIn;
    this.secondFactors = secondFactors;
    this.sessions = sessions;
    this.browsers = browsers;
  }

  List<Operation<ControlCall>> operations(ControlAccess access) {
    var totp = "/me/accessRestriction/totp";
    return List.of(
        Operation.post("/auth/login", "Sign a browser in")
            .asks(ControlAccess.open("signs in with the password in its body"))
            .takes(WaysInModels.LOGIN)
            .answers(WaysInModels.SIGNED_IN)
            .beta()
            .by(this::login),
        Operation.get("/auth/session", "Get who is signed in with this browser, null for nobody")
            .asks(ControlAccess.open("tells a browser its own session"))
            .answers(WaysInModels.SESSION)
            .beta()
            .by(this::session),
        Operation.delete("/auth/session", "Sign this browser out")
            .asks(access.caller(ACTION + "auth/session/delete"))
            .beta()
            .by(this::logout),
        Operation.post("/me/changePassword", "Change the password")
            .asks(access.caller(ACTION + "me/changePassword"))
            .takes(WaysInModels.PASSWORD_CHANGE)
            .by(this::changePassword),
        Operation.get(totp, "Get whether a second factor is asked for")
            .asks(access.caller(ACTION + "me/accessRestriction/totp/get"))
            .answers(WaysInModels.TOTP)
            .by(this::secondFactor),
        Operation.post(totp, "Enrol an authenticator, which counts once it was enabled")
            .asks(access.caller(ACTION + "me/accessRestriction/totp/create"))
            .takes(WaysInModels.PASSWORD)
            .answers(WaysInModels.TOTP_SECRET)
            .by(this::enrol),
        Operation.post(totp + "/enable", "Enable the authenticator with a code of it")
            .asks(access.caller(ACTION + "me/accessRestriction/totp/enable"))
            .takes(WaysInModels.CODE)
            .answers(WaysInModels.BACKUP_CODES)
            .by(this::enable),
        Operation.post(totp + "/disable", "Remove the authenticator")
            .asks(access.caller(ACTION + "me/accessRestriction/totp/disable"))
            .takes(WaysInModels.PASSWORD_AND_CODE)
            .by(this::disable),
        Operation.post("/me/accessRestriction/backupCode", "Make new recovery codes")
            .asks(access.caller(ACTION + "me/accessRestriction/backupCode/create"))
            .takes(WaysInModels.CODE)
            .answers(WaysInModels.BACKUP_CODES)
            .by(this::newRecoveryCodes),
        Operation.get("/me/session", "List the browsers the account is signed in with")
            .asks(access.caller(ACTION + "me/session/get"))
            .answers(WaysInModels.BROWSER.list())
            .beta()
            .by(this::sessions),
        Operation.delete("/me/session/{sessionId}", "Sign a browser out")
            .asks(access.caller(ACTION + "me/session/delete"))
            .path("sessionId", Scalar.LONG, "Session ID")
            .beta()
            .by(this::endSession));
  }

  // ---------------------------------------------------------------- signing in

  private Response login(Request request, ControlCall call) throws IOException {
    AccountBrowsers.requirePanel(request);
    browsers.checkOrigin(request);
    var fields = Fields.of(Json.tree(request));
    var address = request.remoteAddress().getHostAddress();
    var ticket = fields.text("ticket");
    var outcome =
        ticket.isPresent()
            ? signIn.code(ticket.get(), fields.required("code"), address)
            : signIn.password(fields.required("account"), fields.required("password"), address);
    var answer = new LinkedHashMap<String, @Nullable Object>();
    return switch (outcome) {
      case Proven(var account) -> {
        var cookies = Response.of(200);
        call.signingIn(account, "call");
        var csrf = browsers.signIn(request, cookies, account);
        answer.put("state", "signedIn");
        answer.put("account", account.name());
        answer.put("csrfToken", csrf);
        answer.put("ticket", null);
        var response = Response.json(200, answer);
        cookies.headers().forEach(header -> response.header(header.name(), header.value()));
        yield response;
      }
      case CodeNeeded(var given) -> {
        answer.put("state", "codeNeeded");
        answer.put("account", null);
        answer.put("csrfToken", null);
        answer.put("ticket", given);
        yield Response.json(200, answer);
      }
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

  private Response session(Request request) {
    var visitor = browsers.find(request);
    if (visitor.isEmpty()) {
      // No refusal: pages ask this first, and having nobody signed in is no mistake of theirs.
      return Response.json(200, null);
    }
    var account = visitor.get().account();
    var answer = new LinkedHashMap<String, @Nullable Object>();
    answer.put("account", account.name());
    answer.put("email", account.email());
    answer.put("administrator", account.administrator());
    answer.put("csrfToken", browsers.csrf(browsers.visit(request)));
    answer.put("expiresAt", Times.text(visitor.get().session().expiresAt()));
    return Response.json(200, answer);
  }

  private Response logout(Request request) {
    var response = Response.json(200, null);
    browsers.signOut(request, response);
    return response;
  }

  // ---------------------------------------------------------------- password

  private Response changePassword(Request request, Caller caller) throws IOException {
    var fields = Fields.of(Json.tree(request));
    var wanted = fields.required("newPassword");
    provePassword(request, caller.account(), fields.required("password"));
    accounts.changePassword(
        caller.account(), wanted, caller.session().map(AccountSession::id).orElse(0L));
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
    var answer = new LinkedHashMap<String, Object>();
    answer.put("enabled", secondFactors.enabled(account));
    answer.put("backupCodesLeft", secondFactors.recoveryCodesLeft(account));
    return Response.json(200, answer);
  }

  private Response enrol(Request request, Caller caller) throws IOException {
    var account = caller.account();
    provePassword(request, account, Fields.of(Json.tree(request)).required("password"));
    Totp totp = secondFactors.enrol(account);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("secret", totp.text());
    answer.put("qrcodeHelper", totp.uri("Berth", account.name()));
    return Response.json(200, answer);
  }

  private Response enable(Request request, Caller caller) throws IOException {
    var account = caller.account();
    var code = Fields.of(Json.tree(request)).required("code");
    var codes = signIn.enable(account, code, address(request));
    if (codes.isEmpty()) {
      throw Fields.invalid("this is not the code the authenticator shows now");
    }
    return Response.json(200, Map.of("codes", codes.get()));
  }

  private Response disable(Request request, Caller caller) throws IOException {
    var account = caller.account();
    var fields = Fields.of(Json.tree(request));
    provePassword(request, account, fields.required("password"));
    proveCode(request, account, fields.required("code"));
    secondFactors.disable(account);
    return Response.json(200, null);
  }

  private Response newRecoveryCodes(Request request, Caller caller) throws IOException {
    var account = caller.account();
    proveCode(request, account, Fields.of(Json.tree(request)).required("code"));
    return Response.json(200, Map.of("codes", secondFactors.newRecoveryCodes(account)));
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
            .map(
                session -> {
                  var view = new LinkedHashMap<String, @Nullable Object>();
                  view.put("id", session.id());
                  view.put("current", session.id() == own);
                  view.put("ip", session.address());
                  view.put("userAgent", session.agent());
                  view.put("creationDate", Times.text(session.createdAt()));
                  view.put("lastUse", Times.text(session.lastSeenAt()));
                  view.put("expiration", Times.text(session.expiresAt()));
                  return view;
                })
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
