package io.berth.http.engine;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Api;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What every answer tells browsers and caches about itself, by its kind. It is added where answers
 * are written and nowhere else, so that no handler, refusal or bug can leave it out; an answer is
 * as closed as can be unless it says that it is a page of this program.
 *
 * <p>Pages ({@link Response#page}) do what their policy names. Answers of APIs are kept by no cache
 * unless they say for how long. Content ({@link Api.Kind#CONTENT}) is bytes that clients chose: may
 * be kept by the one who asked, and asked for anew. Neither of the two runs: a browser that is led
 * to it shows it in a sandbox, without script, in an origin of its own.
 */
final class SecurityHeaders {
  private static final CharSequence NO_SNIFF = text("nosniff");
  private static final CharSequence TYPE_OPTIONS = text("x-content-type-options");
  private static final CharSequence POLICY = text("content-security-policy");
  private static final CharSequence CLOSED =
      text("default-src 'none'; sandbox; frame-ancestors 'none'");
  private static final CharSequence FRAME_OPTIONS = text("x-frame-options");
  private static final CharSequence DENY = text("DENY");
  private static final CharSequence REFERRER = text("referrer-policy");
  private static final CharSequence SAME_ORIGIN = text("same-origin");
  private static final CharSequence NO_REFERRER = text("no-referrer");
  private static final CharSequence RESOURCE_POLICY = text("cross-origin-resource-policy");
  private static final CharSequence CACHING = text("cache-control");
  private static final CharSequence NO_STORE = text("no-store");
  private static final CharSequence ASKED_ANEW = text("private, no-cache");
  private static final CharSequence TRANSPORT = text("strict-transport-security");
  private static final CharSequence A_YEAR = text("max-age=31536000");

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*");

  private final boolean httpsOnly;

  /**
   * @param httpsOnly whether browsers may be told to come by HTTPS for good (RFC 6797): the
   *     operator said that this is how the server is reached
   */
  SecurityHeaders(boolean httpsOnly) {
    this.httpsOnly = httpsOnly;
  }

  private static CharSequence text(String text) {
    return HttpHeaders.createOptimized(text);
  }

  /** Adds them to an answer that is about to be written. */
  void add(MultiMap headers, Response response, Api.Kind kind, Request request) {
    headers.set(TYPE_OPTIONS, NO_SNIFF).set(RESOURCE_POLICY, SAME_ORIGIN);
    var page = response.pagePolicy();
    if (page != null) {
      headers.set(POLICY, page.header()).set(REFERRER, SAME_ORIGIN).set(FRAME_OPTIONS, DENY);
    } else {
      headers.set(POLICY, CLOSED);
      if (kind == Api.Kind.API) {
        headers.set(REFERRER, NO_REFERRER).set(FRAME_OPTIONS, DENY);
      }
    }
    if (response.firstHeader("Cache-Control") == null) {
      headers.set(CACHING, kind == Api.Kind.CONTENT ? ASKED_ANEW : NO_STORE);
    }
    if (httpsOnly && request.secure() && isPublicName(request.authority())) {
      headers.set(TRANSPORT, A_YEAR);
    }
  }

  /** The same for an answer that has neither request nor content. */
  static void addBare(MultiMap headers) {
    headers.set(TYPE_OPTIONS, NO_SNIFF).set(POLICY, CLOSED).set(CACHING, NO_STORE);
  }

  /** Nobody may keep a browser from the plain HTTP of its own machine; addresses have no HSTS. */
  private static boolean isPublicName(String authority) {
    var host = authority.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
    return !host.equals("localhost")
        && !host.endsWith(".localhost")
        && !ADDRESS.matcher(host).matches();
  }
}
