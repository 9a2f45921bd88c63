package io.berth.control.web;

import io.berth.http.Access;
import io.berth.http.PagePolicy;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The frame of every page: head, main part, no script. What a form leads to must be on this host,
 * or be named.
 */
public final class AccountPage {
  private static final String STYLE = "/auth/style.css";

  private AccountPage() {}

  /** The stylesheet's route. */
  public static <C> Route<C> style() {
    return Route.get(STYLE)
        .asks(Access.<C>open("the stylesheet of the sign-in pages"))
        .by(
            _ ->
                Response.text(200, "text/css", resource("/control/auth.css"))
                    .header("Cache-Control", "public, max-age=3600"));
  }

  static Response of(Request request, int status, String title, String main) {
    return of(request, status, title, main, List.of());
  }

  /**
   * @param title escaped already
   * @param main HTML
   * @param leavingTo origins a form of this page may lead to beside this host, checked by the
   *     caller to be nothing but scheme, host and port
   */
  static Response of(
      Request request, int status, String title, String main, List<String> leavingTo) {
    var html =
        """
        <!DOCTYPE html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <title>%s</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="stylesheet" href="%s">
        </head>
        <body>
        <header><span class="mark" aria-hidden="true"></span>Berth</header>
        <main>
        %s
        </main>
        </body>
        </html>
        """
            .formatted(Words.of(request).language(), title, STYLE, main);
    var targets = leavingTo.isEmpty() ? "" : " " + String.join(" ", leavingTo);
    var policy = PagePolicy.allowing("form-action 'self'" + targets, "style-src 'self'");
    return Response.page(status, html, policy).header("Vary", "Accept-Language, Cookie");
  }

  /**
   * Goes on to a path of this host that leads to another host. A redirect would be the form's own
   * still, and {@code form-action} lets a form lead nowhere else.
   *
   * @param path checked
   */
  public static Response onward(Request request, String path) {
    var words = Words.of(request);
    return of(
            request,
            200,
            words.say("onward.title"),
            """
            <h1>%s</h1>
            <p><a href="%s">%s</a></p>
            """
                .formatted(words.say("onward.title"), Html.escape(path), words.say("onward.go")))
        .header("Refresh", "0;url=" + path);
  }

  /** What a person sees when it does not go on. */
  public static Response problem(Request request, int status, String message) {
    var words = Words.of(request);
    return of(
        request,
        status,
        words.say("problem.title"),
        """
        <h1>%s</h1>
        <p class="note bad" role="alert">%s</p>
        <p><a href="/auth/">%s</a></p>
        <p class="small">%s</p>
        """
            .formatted(
                words.say("problem.title"),
                Html.escape(message),
                words.say("problem.back"),
                words.say("problem.request", request.id())));
  }

  private static String resource(String name) {
    try (var stream = Objects.requireNonNull(AccountPage.class.getResourceAsStream(name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
