package io.berth.control.web;

import io.berth.http.Request;
import io.berth.http.Response;

/** The two steps of a sign-in, and the page of somebody signed in. */
public final class SignInView {
  private SignInView() {}

  /**
   * The first step.
   *
   * @param next a path of this host to go on to
   * @param problem the key of what went wrong, "" at first
   */
  public static Response password(Request request, String csrf, String next, String problem) {
    var words = Words.of(request);
    var main =
        """
        <h1>%s</h1>
        %s
        <form method="post" action="/auth/signIn">
        %s%s
        <label for="account">%s</label>
        <input id="account" name="account" autocomplete="username" autocapitalize="none" \
        spellcheck="false" required autofocus>
        <label for="password">%s</label>
        <input id="password" name="password" type="password" autocomplete="current-password" \
        required>
        <button class="main">%s</button>
        </form>
        """
            .formatted(
                words.say("signIn.title"),
                note(words, problem),
                Html.hidden("csrf", csrf),
                Html.hidden("next", next),
                words.say("signIn.account"),
                words.say("signIn.password"),
                words.say("signIn.go"));
    return AccountPage.of(request, problem.isEmpty() ? 200 : 401, words.say("signIn.title"), main);
  }

  /** The second step. */
  public static Response code(
      Request request, String csrf, String next, String ticket, String problem) {
    var words = Words.of(request);
    var main =
        """
        <h1>%s</h1>
        %s
        <p id="hint">%s</p>
        <form method="post" action="/auth/signIn">
        %s%s%s
        <label for="code">%s</label>
        <input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" \
        spellcheck="false" aria-describedby="hint" required autofocus>
        <button class="main">%s</button>
        </form>
        """
            .formatted(
                words.say("code.title"),
                note(words, problem),
                words.say("code.hint"),
                Html.hidden("csrf", csrf),
                Html.hidden("next", next),
                Html.hidden("ticket", ticket),
                words.say("code.code"),
                words.say("signIn.go"));
    return AccountPage.of(request, problem.isEmpty() ? 200 : 401, words.say("code.title"), main);
  }

  /** Nothing to decide: who is signed in, and what may be done here. */
  public static Response home(Request request, String csrf, String account) {
    var words = Words.of(request);
    var main =
        """
        <h1>%s</h1>
        %s
        <ul class="links">
        <li><a href="/createToken/">%s</a></li>
        <li><a href="/createApp/">%s</a></li>
        </ul>
        """
            .formatted(
                words.say("home.title"),
                who(words, csrf, account, "/auth/"),
                words.say("home.token"),
                words.say("home.app"));
    return AccountPage.of(request, 200, words.say("home.title"), main);
  }

  /** Who is signed in, and a way to be somebody else. */
  static String who(Words words, String csrf, String account, String next) {
    return """
    <form method="post" action="/auth/signOut" class="who">%s%s<span>%s</span> \
    <button class="link">%s</button></form>
    """
        .formatted(
            Html.hidden("csrf", csrf),
            Html.hidden("next", next),
            words.say("who.is", account),
            words.say("who.other"));
  }

  static String note(Words words, String problem) {
    return problem.isEmpty()
        ? ""
        : "<p class=\"note bad\" role=\"alert\">" + words.say(problem) + "</p>";
  }
}
