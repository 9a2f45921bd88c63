package io.berth.control.page;

import io.berth.control.account.AccountSignIn;
import io.berth.control.account.AccountSignIn.CodeNeeded;
import io.berth.control.account.AccountSignIn.CodeRefused;
import io.berth.control.account.AccountSignIn.Proven;
import io.berth.control.account.AccountSignIn.Refused;
import io.berth.control.call.AccountBrowserSessions;
import io.berth.control.call.Caller;
import io.berth.control.call.ControlCall;
import io.berth.control.call.ControlError;
import io.berth.fault.FaultException;
import io.berth.http.message.Method;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Handler;
import io.berth.http.routing.Route;
import io.berth.identity.caller.Form;
import io.berth.identity.caller.LocalPath;
import java.io.IOException;
import java.util.List;

/** Signs accounts in and out with a browser, and lets other pages ask for somebody signed in. */
public final class SignInPageEndpoints {
  private static final Access<ControlCall, ControlCall> PAGE =
      Access.open("a page that asks who it is, and checks its form's own token");

  private final AccountBrowserSessions browsers;
  private final AccountSignIn signIn;

  public SignInPageEndpoints(AccountBrowserSessions browsers, AccountSignIn signIn) {
    this.browsers = browsers;
    this.signIn = signIn;
  }

  public List<Route<ControlCall>> routes() {
    return List.of(
        AccountPage.style(),
        Route.get("/auth/signIn").asks(PAGE).by(html((request, _) -> first(request))),
        post("/auth/signIn", this::signIn),
        post("/auth/signOut", (request, _, form) -> signOut(request, form)));
  }

  /** Signs in for a page that loads without anybody signed in, and goes back to it. */
  private Response first(Request request) {
    var next = LocalPath.check(request.query("next"));
    return browsers.find(request).isPresent() ? Response.redirect(next) : ask(request, next, "");
  }

  /** What a page does for somebody signed in. */
  interface Page {
    Response answer(Request request, AccountBrowserSessions.SignedIn visitor) throws Exception;
  }

  /** A page for people signed in; others sign in first and come back to it. */
  Route<ControlCall> page(String path, Page page) {
    return Route.get(path)
        .asks(PAGE)
        .by(
            html(
                (request, _) -> {
                  var visitor = browsers.find(request);
                  return visitor.isPresent()
                      ? page.answer(request, visitor.get())
                      : ask(request, request.rawTarget(), "");
                }));
  }

  /** What a form does, sent by somebody signed in from one of our own pages. */
  interface Action {
    Response answer(Request request, AccountBrowserSessions.SignedIn visitor, Form form)
        throws Exception;
  }

  Route<ControlCall> form(String path, Action action) {
    return post(
        path,
        (request, call, form) -> {
          var visitor =
              browsers
                  .find(request)
                  .orElseThrow(() -> FaultException.unauthenticated("You must login first"));
          call.calledBy(Caller.browsing(visitor.account(), visitor.session()));
          return action.answer(request, visitor, form);
        });
  }

  /** The token for a form of this page. */
  String csrf(Request request) {
    return browsers.csrf(browsers.visit(request));
  }

  private interface Submission {
    Response answer(Request request, ControlCall call, Form form) throws Exception;
  }

  private Route<ControlCall> post(String path, Submission submission) {
    return Route.post(path)
        .asks(PAGE)
        .by(
            html(
                (request, call) -> {
                  var form = Form.of(request);
                  browsers.checkCsrf(request, form.text("csrf"));
                  return submission.answer(request, call, form);
                }));
  }

  /** Refusals are for people here, and sessions for the panel's host. */
  private static Handler<ControlCall> html(Handler<ControlCall> handler) {
    return (request, call) -> {
      if (!request.atPanel() && request.method() != Method.POST) {
        return Response.redirect(request.panelUrl() + request.rawTarget());
      }
      try {
        AccountBrowserSessions.requirePanel(request);
        return handler.handle(request, call);
      } catch (FaultException e) {
        int status = new ControlError().render(e.fault(), request).status();
        return AccountPage.problem(request, status, e.fault().message());
      }
    };
  }

  private Response ask(Request request, String next, String problem) {
    var visit = browsers.visit(request);
    return browsers.remember(
        request,
        SignInView.password(request, browsers.csrf(visit), LocalPath.check(next), problem),
        visit);
  }

  private Response signIn(Request request, ControlCall call, Form form) throws IOException {
    var next = LocalPath.check(form.text("next"));
    var address = request.remoteAddress().getHostAddress();
    var outcome =
        form.text("ticket").isEmpty()
            ? signIn.password(form.text("account"), form.text("password"), address)
            : signIn.code(form.text("ticket"), form.text("code"), address);
    return switch (outcome) {
      case Proven(var account) -> {
        var response =
            next.startsWith(RegistrySignOnEndpoints.PATH + "?")
                ? AccountPage.onward(request, next)
                : Response.redirect(next);
        browsers.signIn(request, response, account);
        call.signingIn(account, "page");
        yield response;
      }
      case CodeNeeded(var ticket) -> code(request, next, ticket, "");
      case CodeRefused(var ticket, var account) -> {
        call.signingIn(account, "page");
        yield code(request, next, ticket, "code.refused");
      }
      case Refused(var tried) -> {
        tried.ifPresent(account -> call.signingIn(account, "page"));
        yield ask(
            request, next, form.text("ticket").isEmpty() ? "signIn.refused" : "signIn.expired");
      }
    };
  }

  private Response code(Request request, String next, String ticket, String problem) {
    return SignInView.code(request, csrf(request), next, ticket, problem);
  }

  private Response signOut(Request request, Form form) {
    var response = Response.redirect(LocalPath.check(form.text("next")));
    browsers.signOut(request, response);
    return response;
  }
}
