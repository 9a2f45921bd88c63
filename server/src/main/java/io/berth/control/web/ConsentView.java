package io.berth.control.web;

import io.berth.http.Request;
import io.berth.http.Response;
import java.util.List;
import java.util.stream.Collectors;

/** Asks a person whether a program may act for them. */
public final class ConsentView {
  private ConsentView() {}

  /** A method and a path, or what else is asked for. */
  public record Right(String method, String path) {}

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
  public record Question(
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
  public static Response ask(
      Request request, String csrf, String account, String next, Question question) {
    var words = Words.of(request);
    var main =
        """
        <h1>%s</h1>
        %s
        <dl>
        <dt>%s</dt><dd>%s</dd>
        <dt>%s</dt><dd>%s</dd>%s
        </dl>
        <h2>%s</h2>
        %s
        <form method="post" action="%s">
        %s%s%s
        <div class="buttons">
        <button class="main" name="decision" value="accept">%s</button>
        <button name="decision" value="refuse">%s</button>
        </div>
        </form>
        <p class="small">%s</p>
        """
            .formatted(
                words.say("consent.title", question.program()),
                SignInView.who(words, csrf, account, next),
                words.say("consent.description"),
                Html.escape(question.description().isEmpty() ? "–" : question.description()),
                words.say("consent.owner"),
                Html.escape(question.owner()),
                addresses(words, question.addresses()),
                words.say("consent.rights"),
                rights(words, question.rights()),
                question.action(),
                Html.hidden("csrf", csrf),
                Html.hidden("handle", question.handle()),
                question.asksForValidity() ? validity(words, "86400") : "",
                words.say("consent.accept"),
                words.say("consent.refuse"),
                question.origin().isEmpty()
                    ? words.say("consent.stays")
                    : words.say("consent.leaves", question.origin()));
    return AccountPage.of(
        request,
        200,
        words.say("consent.title", question.program()),
        main,
        question.origin().isEmpty() ? List.of() : List.of(question.origin()));
  }

  /** The end, where the program named no place to go. */
  public static Response done(Request request, boolean accepted) {
    var words = Words.of(request);
    var title = words.say(accepted ? "done.accepted" : "done.refused");
    return AccountPage.of(
        request, 200, title, "<h1>" + title + "</h1>\n<p>" + words.say("done.close") + "</p>\n");
  }

  private static String addresses(Words words, List<String> addresses) {
    return addresses.isEmpty()
        ? ""
        : "\n<dt>"
            + words.say("consent.addresses")
            + "</dt><dd>"
            + Html.escape(String.join(", ", addresses))
            + "</dd>";
  }

  private static String rights(Words words, List<Right> rights) {
    var rows =
        rights.stream()
            .map(
                right ->
                    "<tr><td><code>"
                        + Html.escape(right.method())
                        + "</code></td><td><code>"
                        + Html.escape(right.path())
                        + "</code></td></tr>")
            .collect(Collectors.joining("\n"));
    var all = rights.stream().anyMatch(right -> right.path().equals("/*"));
    return (all ? "<p class=\"note\">" + words.say("consent.everything") + "</p>\n" : "")
        + "<table><thead><tr><th scope=\"col\">"
        + words.say("consent.method")
        + "</th><th scope=\"col\">"
        + words.say("consent.path")
        + "</th></tr></thead><tbody>\n"
        + rows
        + "\n</tbody></table>";
  }

  /** How long a key lives: seconds, 0 for ever. */
  static String validity(Words words, String chosen) {
    var options =
        List.of("3600", "86400", "604800", "2592000", "7776000", "31536000", "0").stream()
            .map(
                seconds ->
                    "<option value=\"%s\"%s>%s</option>"
                        .formatted(
                            seconds,
                            seconds.equals(chosen) ? " selected" : "",
                            words.say("validity." + seconds)))
            .collect(Collectors.joining());
    return "<label for=\"validity\">%s</label><select id=\"validity\" name=\"validity\">%s</select>"
        .formatted(words.say("validity.label"), options);
  }
}
