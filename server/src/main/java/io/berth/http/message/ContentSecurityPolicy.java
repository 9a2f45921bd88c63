package io.berth.http.message;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one of this program's pages may do (Content Security Policy level 3): nothing, but for what
 * it names. An answer that has none runs nowhere as a page.
 *
 * @param header the whole policy
 */
public record ContentSecurityPolicy(String header) {
  private static final List<String> ALWAYS =
      List.of("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'");

  /**
   * @param directives such as {@code script-src 'self'}
   */
  public static ContentSecurityPolicy allowing(String... directives) {
    for (var directive : directives) {
      if (!directive.matches("[a-z-]+ [!-~&&[^;,]]+(?: [!-~&&[^;,]]+)*+")) {
        throw new IllegalArgumentException("not one directive: " + directive);
      }
    }
    return new ContentSecurityPolicy(
        Stream.concat(ALWAYS.stream(), Stream.of(directives)).collect(Collectors.joining("; ")));
  }
}
