package io.berth.control.web;

import io.berth.http.Request;
import io.berth.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes an application, with or without a consumer key at once. */
public final class NewKeysView {
  private static final int EMPTY_RULES = 3;
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");

  private NewKeysView() {}

  /**
   * What the form starts with.
   *
   * @param action where it goes, which is also where it stands
   * @param validity seconds, 0 for ever
   * @param problem what was wrong with the last try, "" at first
   */
  public record Start(
      String action,
      String name,
      String description,
      String validity,
      List<ConsentView.Right> rules,
      String problem) {}

  /**
   * The form.
   *
   * @param withKey also asks for rules and validity of a consumer key
   * @param next this page with its query, for a sign-in as somebody else
   */
  public static Response form(
      Request request, String csrf, String account, String next, boolean withKey, Start start) {
    var words = Words.of(request);
    var title = words.say(withKey ? "createToken.title" : "createApp.title");
    var main =
        """
        <h1>%s</h1>
        %s
        %s
        <p>%s</p>
        <form method="post" action="%s">
        %s
        <label for="name">%s</label>
        <input id="name" name="name" maxlength="100" value="%s" required>
        <label for="description">%s</label>
        <input id="description" name="description" maxlength="500" value="%s">
        %s
        <button class="main">%s</button>
        </form>
        """
            .formatted(
                title,
                SignInView.who(words, csrf, account, next),
                start.problem().isEmpty()
                    ? ""
                    : "<p class=\"note bad\" role=\"alert\">"
                        + Html.escape(start.problem())
                        + "</p>",
                words.say(withKey ? "createToken.hint" : "createApp.hint"),
                start.action(),
                Html.hidden("csrf", csrf),
                words.say("create.name"),
                Html.escape(start.name()),
                words.say("create.description"),
                Html.escape(start.description()),
                withKey ? key(words, start) : "",
                words.say("create.go"));
    return AccountPage.of(request, start.problem().isEmpty() ? 200 : 400, title, main);
  }

  private static String key(Words words, Start start) {
    var rules = new ArrayList<>(start.rules());
    for (int i = 0; i < EMPTY_RULES; i++) {
      rules.add(new ConsentView.Right("GET", ""));
    }
    var rows =
        rules.stream()
            .map(
                rule ->
                    """
                    <div class="rule"><select name="method" aria-label="%s">%s</select>\
                    <input name="path" aria-label="%s" value="%s" placeholder="/cloud/*" \
                    autocapitalize="none" spellcheck="false"></div>
                    """
                        .formatted(
                            words.say("consent.method"),
                            methods(rule.method()),
                            words.say("consent.path"),
                            Html.escape(rule.path())))
            .collect(Collectors.joining());
    return ConsentView.validity(words, start.validity())
        + "\n<fieldset><legend>"
        + words.say("consent.rights")
        + "</legend>\n"
        + rows
        + "<p class=\"small\">"
        + words.say("createToken.rules")
        + "</p></fieldset>";
  }

  private static String methods(String chosen) {
    return METHODS.stream()
        .map(
            method ->
                "<option%s>%s</option>".formatted(method.equals(chosen) ? " selected" : "", method))
        .collect(Collectors.joining());
  }

  /**
   * The keys, which are shown this once.
   *
   * @param keys by the key of their label, in order
   */
  public static Response made(Request request, Map<String, String> keys) {
    var words = Words.of(request);
    var rows =
        keys.entrySet().stream()
            .map(
                key ->
                    "<dt>%s</dt><dd><code>%s</code></dd>"
                        .formatted(words.say(key.getKey()), Html.escape(key.getValue())))
            .collect(Collectors.joining("\n"));
    var main =
        """
        <h1>%s</h1>
        <p class="note">%s</p>
        <dl class="keys">
        %s
        </dl>
        <p><a href="/auth/">%s</a></p>
        """
            .formatted(
                words.say("made.title"), words.say("made.once"), rows, words.say("made.back"));
    return AccountPage.of(request, 200, words.say("made.title"), main);
  }
}
