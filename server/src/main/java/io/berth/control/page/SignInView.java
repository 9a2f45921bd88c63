package io.berth.control.page;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.Map;

/** The two steps of a sign-in, and the page of somebody signed in. */
final class SignInView {
  private SignInView() {}

  /**
   * The first step.
   *
   * @param next a path of this host to go on to
   * @param problem the key of what went wrong, "" at first
   */
  static Response password(Request request, String csrf, String next, String problem) {
    var words = PageTexts.of(request);
    return AccountPage.of(
        request,
        problem.isEmpty() ? 200 : 401,
        "password",
        words.say("signIn.title"),
        Map.of("csrf", csrf, "next", next, "problem", note(words, problem)));
  }

  /** The second step. */
  static Response code(Request request, String csrf, String next, String ticket, String problem) {
    var words = PageTexts.of(request);
    return AccountPage.of(
        request,
        problem.isEmpty() ? 200 : 401,
        "code",
        words.say("code.title"),
        Map.of("csrf", csrf, "next", next, "ticket", ticket, "problem", note(words, problem)));
  }

  /** Nothing to decide: who is signed in, and what may be done here. */
  static Response home(Request request, String csrf, String account) {
    var words = PageTexts.of(request);
    return AccountPage.of(
        request,
        200,
        "home",
        words.say("home.title"),
        Map.of("csrf", csrf, "who", words.say("who.is", account)));
  }

  private static String note(PageTexts words, String problem) {
    return problem.isEmpty() ? "" : words.say(problem);
  }
}
