package io.berth.e2e.recordings;

import io.berth.client.Endpoint;
import io.berth.e2e.recordings.Difference.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers that mean something to a client, of two answers with the same status. */
final class HeaderComparison {
  private static final List<String> WORD_BY_WORD =
      List.of(
          "Docker-Content-Digest",
          "Docker-Distribution-Api-Version",
          "OCI-Subject",
          "OCI-Filters-Applied",
          "ETag",
          "Content-Disposition",
          "Allow");
  private static final String REQUEST_ID = "X-Request-Id";
  private static final Pattern LINK = Pattern.compile("<([^>]*)>; *rel=\"(\\w+)\"");
  private static final Pattern COOKIE = Pattern.compile("(?:^|, )([^=;,\\s]+)=([^;,]*)");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern ADDRESS = Pattern.compile("https?://[^/\"]+");

  private final Exchange exchange;
  private final Response answered;
  private final boolean membersOnly;
  private final List<Difference> found;

  HeaderComparison(
      Exchange exchange, Response answered, boolean membersOnly, List<Difference> found) {
    this.exchange = exchange;
    this.answered = answered;
    this.membersOnly = membersOnly;
    this.found = found;
  }

  /** Compares all of them. */
  void compare(Bindings bindings) {
    var recorded = exchange.recorded();
    if (recorded.hasBody() && !recorded.mediaType().equals(answered.mediaType())) {
      add("Content-Type", recorded.mediaType(), answered.mediaType());
    }
    location(bindings);
    if (!membersOnly || has(recorded, "X-Total-Count") != has(answered, "X-Total-Count")) {
      wordByWord("X-Total-Count");
    }
    if (!membersOnly && !links(recorded, bindings::target).equals(links(answered, it -> it))) {
      differs("Link");
    }
    if (!challenge(recorded).equals(challenge(answered))) {
      differs("WWW-Authenticate");
    }
    for (var name : WORD_BY_WORD) {
      wordByWord(name);
    }
    requestId();
    session();
  }

  private void location(Bindings bindings) {
    var recorded = exchange.recorded().headerOrEmpty("Location");
    var here = answered.headerOrEmpty("Location");
    if (recorded.isEmpty() != here.isEmpty()) {
      differs("Location");
    } else if (!recorded.isEmpty() && !recorded.contains("/blobs/uploads/")) {
      var expected = recorded.startsWith("/") ? bindings.target(recorded) : recorded;
      if (!withoutNumbers(expected).equals(withoutNumbers(here))) {
        differs("Location");
      }
    }
  }

  private static String withoutNumbers(String location) {
    return Wording.of(NUMBER.matcher(location).replaceAll("N"));
  }

  private void requestId() {
    var sent = exchange.request().headers().get(REQUEST_ID);
    var recorded = exchange.recorded();
    if (recorded.has(REQUEST_ID) && !answered.has(REQUEST_ID)) {
      differs(REQUEST_ID);
    } else if (sent != null
        && !sent.isEmpty()
        && sent.equals(recorded.header(REQUEST_ID)) != sent.equals(answered.header(REQUEST_ID))) {
      differs(REQUEST_ID);
    }
  }

  private void session() {
    var recorded = exchange.recorded();
    // Elsewhere Harbor opens a session at every request.
    if (exchange.request().path().contains("/c/") && !cookies(recorded).equals(cookies(answered))) {
      add("Set-Cookie", cookies(recorded).toString(), cookies(answered).toString());
    }
    if (recorded.has("X-Harbor-CSRF-Token") != answered.has("X-Harbor-CSRF-Token")) {
      differs("X-Harbor-CSRF-Token");
    }
  }

  private void wordByWord(String name) {
    if (!Wording.same(exchange.recorded().headerOrEmpty(name), answered.headerOrEmpty(name))) {
      differs(name);
    }
  }

  private void differs(String name) {
    add(name, shown(exchange.recorded().header(name)), shown(answered.header(name)));
  }

  private static String shown(@Nullable String value) {
    return value == null ? "none" : value;
  }

  private void add(String name, String recorded, String here) {
    found.add(new Difference(Kind.HEADER, name, JsonText.brief(recorded), JsonText.brief(here)));
  }

  private static boolean has(Response response, String name) {
    return response.header(name) != null;
  }

  private static String challenge(Response response) {
    return ADDRESS.matcher(shown(response.header("WWW-Authenticate"))).replaceAll("BASE");
  }

  /** Relations with the parameters of their targets, in any order. */
  private static Set<String> links(Response response, UnaryOperator<String> named) {
    var links = new TreeSet<String>();
    LINK.matcher(response.headerOrEmpty("Link"))
        .results()
        .forEach(
            link -> {
              var target = Wording.decoded(named.apply(Endpoint.path(link.group(1))));
              var parameters = target.split("[?&]", -1);
              Arrays.sort(parameters, 1, parameters.length);
              links.add(link.group(2) + " " + List.of(parameters).subList(1, parameters.length));
            });
    return links;
  }

  private static Set<String> cookies(Response response) {
    return new TreeSet<>(cookies(response.headerOrEmpty("Set-Cookie")).keySet());
  }

  /** Names and values of the cookies that a header sets; several are joined by commas. */
  static Map<String, String> cookies(String header) {
    var values = new HashMap<String, String>();
    COOKIE.matcher(header).results().forEach(found -> values.put(found.group(1), found.group(2)));
    return values;
  }
}
