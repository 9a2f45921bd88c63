package io.berth.identity.caller;

import io.berth.http.message.ContentSecurityPolicy;
import io.berth.http.message.Response;
import io.berth.page.PageTemplate;
import io.berth.secret.Sha256;
import java.util.Map;

/** What a person sees when a sign-in fails: what happened, and the way out. No script. */
final class ErrorPage {
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem;"
          + "color:#151515;background:#fff}h1{font-size:1.5rem}"
          + "a{color:#0066cc}small{color:#4d4d4d}";
  private static final ContentSecurityPolicy POLICY =
      ContentSecurityPolicy.allowing(
          "style-src 'sha256-" + Sha256.base64(STYLE) + "'", "form-action 'none'");

  private ErrorPage() {}

  static Response of(int status, String message, String requestId) {
    var html =
        PageTemplate.of("sign-in-failed")
            .with(Map.of("style", STYLE, "message", message, "request", requestId));
    return Response.page(status, html, POLICY);
  }
}
