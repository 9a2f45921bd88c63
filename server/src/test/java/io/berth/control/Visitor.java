package io.berth.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.berth.security.RunningBerth;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser at the control host, as far as these tests need one: cookies and forms. */
public final class Visitor {
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

  private final RunningBerth berth;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private Map<String, String> hidden = Map.of();

  public Visitor(RunningBerth berth) {
    this.berth = berth;
  }

  /** Opens a page; its forms' hidden fields go with the next {@link #submit}. */
  public HttpResponse<byte[]> open(String path) {
    return sent(berth.call("GET", path).header("Cookie", cookies()).send());
  }

  /** Sends a form with the hidden fields of the page before. */
  public HttpResponse<byte[]> submit(String path, Map<String, String> fields) {
    var all = new LinkedHashMap<>(hidden);
    all.putAll(fields);
    var body =
        all.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return sent(
        berth
            .call("POST", path)
            .header("Cookie", cookies())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body.getBytes(UTF_8))
            .send());
  }

  /** Signs in through the page that asks for it. */
  public HttpResponse<byte[]> signIn(String page, String account, String password) {
    open(page);
    return submit("/auth/signIn", Map.of("account", account, "password", password));
  }

  public String cookies() {
    return cookies.isEmpty()
        ? "none=1"
        : cookies.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
  }

  public static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  public static String location(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Location").orElse("");
  }

  private HttpResponse<byte[]> sent(HttpResponse<byte[]> response) {
    for (var line : response.headers().allValues("Set-Cookie")) {
      var pair = line.split(";", 2)[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    var found = new LinkedHashMap<String, String>();
    var matcher = HIDDEN.matcher(text(response));
    while (matcher.find()) {
      found.put(matcher.group(1), unescaped(matcher.group(2)));
    }
    if (!found.isEmpty()) {
      hidden = found;
    }
    return response;
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
