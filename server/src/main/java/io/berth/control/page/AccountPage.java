package io.berth.control.page;

import io.berth.http.message.ContentSecurityPolicy;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Route;
import io.berth.page.PageTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The frame of every page: head, main part, no script. What a form leads to must be on this host,
 * or be named.
 */
final class AccountPage {
  private static final String STYLE = "/auth/style.css";

  private AccountPage() {}

  /** The stylesheet's route. */
  static <C> Route<C> style() {
    return Route.get(STYLE)
        .asks(Access.<C>open("the stylesheet of the sign-in pages"))
        .by(
            _ ->
                Response.text(200, "text/css", resource("/control/auth.css"))
                    .header("Cache-Control", "public, max-age=3600"));
  }

  /**
   * A page.
   *
   * @param template its name, one that extends {@code account}
   * @param title HTML
   * @param values for the template, besides the words of the reader's language
   */
  static Response of(
      Request request, int status, String template, String title, Map<String, Object> values) {
    return of(request, status, template, title, values, List.of());
  }

  /**
   * @param leavingTo origins a form of this page may lead to beside this host, checked by the
   *     caller to be nothing but scheme, host and port
   */
  static Response of(
      Request request,
      int status,
      String template,
      String title,
      Map<String, Object> values,
      List<String> leavingTo) {
    var words = PageTexts.of(request);
    var all = new HashMap<>(values);
    all.put("language", words.language());
    all.put("words", words.all());
    all.put("title", title);
    var html = PageTemplate.of(template).with(all);
    var targets = leavingTo.isEmpty() ? "" : " " + String.join(" ", leavingTo);
    var policy = ContentSecurityPolicy.allowing("form-action 'self'" + targets, "style-src 'self'");
    return Response.page(status, html, policy).header("Vary", "Accept-Language, Cookie");
  }

  /**
   * Goes on to a path of this host that leads to another host. A redirect would be the form's own
   * still, and {@code form-action} lets a form lead nowhere else.
   *
   * @param path checked
   */
  static Response onward(Request request, String path) {
    var title = PageTexts.of(request).say("onward.title");
    return of(request, 200, "onward", title, Map.of("path", path))
        .header("Refresh", "0;url=" + path);
  }

  /** What a person sees when it does not go on. */
  static Response problem(Request request, int status, String message) {
    var words = PageTexts.of(request);
    return of(
        request,
        status,
        "problem",
        words.say("problem.title"),
        Map.of("message", message, "request", words.say("problem.request", request.id())));
  }

  private static String resource(String name) {
    try (var stream = Objects.requireNonNull(AccountPage.class.getResourceAsStream(name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
