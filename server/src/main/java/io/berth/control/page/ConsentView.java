package io.berth.control.page;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.List;
import java.util.Map;

/** Asks a person whether a program may act for them. */
final class ConsentView {
  private ConsentView() {}

  /** A method and a path, or what else is asked for. */
  record Right(String method, String path) {}

  /**
   * What is asked.
   *
   * @param owner who registered the program
   * @param addresses where it may be used from; empty for anywhere
   * @param origin scheme, host and port the person goes to afterwards; "" for nowhere
   * @param action where the answer goes
   * @param handle names the question in the answer
   * @param asksForValidity false where the program decides how long
   */
  record Question(
      String program,
      String description,
      String owner,
      List<Right> rights,
      List<String> addresses,
      String origin,
      String action,
      String handle,
      boolean asksForValidity) {}

  /**
   * The page.
   *
   * @param next this page's own path, for a sign-in as somebody else
   */
  static Response ask(
      Request request, String csrf, String account, String next, Question question) {
    var words = PageTexts.of(request);
    var origin = question.origin();
    return AccountPage.of(
        request,
        200,
        "consent",
        words.say("consent.title", question.program()),
        Map.of(
            "csrf",
            csrf,
            "next",
            next,
            "who",
            words.say("who.is", account),
            "question",
            question,
            "everything",
            question.rights().stream().anyMatch(right -> right.path().equals("/*")),
            "afterwards",
            origin.isEmpty() ? words.say("consent.stays") : words.say("consent.leaves", origin)),
        origin.isEmpty() ? List.of() : List.of(origin));
  }

  /** The end, where the program named no place to go. */
  static Response done(Request request, boolean accepted) {
    var title = PageTexts.of(request).say(accepted ? "done.accepted" : "done.refused");
    return AccountPage.of(request, 200, "done", title, Map.of());
  }
}
