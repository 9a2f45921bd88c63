package io.berth.identity.web;

import io.berth.http.PagePolicy;
import io.berth.http.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What a person sees when a sign-in fails: what happened, and the way out. No script. */
final class ErrorPage {
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem;"
          + "color:#151515;background:#fff}h1{font-size:1.5rem}"
          + "a{color:#0066cc}small{color:#4d4d4d}";
  private static final PagePolicy POLICY =
      PagePolicy.allowing("style-src 'sha256-" + sha256(STYLE) + "'", "form-action 'none'");

  private ErrorPage() {}

  static Response of(int status, String message, String requestId) {
    var html =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Sign-in failed</title>\
        <meta name="viewport" content="width=device-width"><style>%s</style></head>
        <body>
        <main>
        <h1>You are not signed in</h1>
        <p>%s</p>
        <p><a href="/account/sign-in">Sign in again</a></p>
        <p><small>Request %s</small></p>
        </main>
        </body>
        </html>
        """
            .formatted(STYLE, escape(message), escape(requestId));
    return Response.page(status, html, POLICY);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java", e);
    }
  }
}
