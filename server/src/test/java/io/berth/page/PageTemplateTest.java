package io.berth.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PageTemplateTest {
  private static final String HOSTILE = "</p><script>\"'&";

  @Test
  void whatIsPutInIsTextInElementsAndInAttributes() {
    assertThat(
            PageTemplate.of("sign-in-failed")
                .with(Map.of("style", "a>b{}", "message", HOSTILE, "request", "1")))
        .contains("<style>a>b{}</style>")
        .contains("<p>&lt;/p&gt;&lt;script&gt;&quot;&#39;&amp;</p>")
        .doesNotContain("<script>");
    assertThat(
            PageTemplate.of("onward")
                .with(
                    Map.of(
                        "language",
                        "en",
                        "title",
                        "t",
                        "words",
                        Map.of("onward.go", "go <b>on</b>"),
                        "path",
                        HOSTILE)))
        .contains("<a href=\"&lt;/p&gt;&lt;script&gt;&quot;&#39;&amp;\">go <b>on</b></a>");
  }

  @Test
  void whatIsMissingIsAnError() {
    var template = PageTemplate.of("sign-in-failed");

    for (var given : List.of(Map.<String, Object>of(), Map.<String, Object>of("style", ""))) {
      assertThatThrownBy(() -> template.with(given)).hasMessageContaining("does not exist");
    }
  }
}
