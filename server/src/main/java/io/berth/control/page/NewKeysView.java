package io.berth.control.page;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes an application, with or without a consumer key at once. */
final class NewKeysView {
  private static final int EMPTY_RULES = 3;

  private NewKeysView() {}

  /**
   * What the form starts with.
   *
   * @param action where it goes, which is also where it stands
   * @param validity seconds, 0 for ever
   * @param problem what was wrong with the last try, "" at first
   */
  record Start(
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
  static Response form(
      Request request, String csrf, String account, String next, boolean withKey, Start start) {
    var words = PageTexts.of(request);
    var rules = new ArrayList<>(start.rules());
    for (int i = 0; i < EMPTY_RULES; i++) {
      rules.add(new ConsentView.Right("GET", ""));
    }
    return AccountPage.of(
        request,
        start.problem().isEmpty() ? 200 : 400,
        "new-keys",
        words.say(withKey ? "createToken.title" : "createApp.title"),
        Map.of(
            "csrf",
            csrf,
            "next",
            next,
            "who",
            words.say("who.is", account),
            "start",
            start,
            "hint",
            words.say(withKey ? "createToken.hint" : "createApp.hint"),
            "withKey",
            withKey,
            "rules",
            rules));
  }

  /**
   * The keys, which are shown this once.
   *
   * @param keys by the key of their label, in order
   */
  static Response made(Request request, Map<String, String> keys) {
    var rows =
        keys.entrySet().stream()
            .map(key -> Map.of("label", key.getKey(), "value", key.getValue()))
            .toList();
    return AccountPage.of(
        request, 200, "made", PageTexts.of(request).say("made.title"), Map.of("keys", rows));
  }
}
