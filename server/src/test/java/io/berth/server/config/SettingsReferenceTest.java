package io.berth.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/reference/settings.md current; written anew with -Dberth.write-reference=true. */
final class SettingsReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/settings.md");
  private static final String START = "<!-- settings: made from Setting.java -->\n";
  private static final String END = "<!-- /settings -->\n";

  @Test
  void thePageListsEverySettingAsItIs() throws IOException {
    var page = Files.readString(PAGE);
    int start = page.indexOf(START) + START.length();
    int end = page.indexOf(END);
    var current = page.substring(0, start) + table() + page.substring(end);
    if (Boolean.getBoolean("berth.write-reference")) {
      Files.writeString(PAGE, current);
    }

    assertThat(page).isEqualTo(current);
  }

  private static String table() {
    return Stream.of(Setting.values())
        .map(
            setting ->
                "| %s | `%s` | %s | %s |\n"
                    .formatted(
                        setting.mayBeFlag() ? "`--" + setting.key() + "`" : "–",
                        setting.variable(),
                        setting
                            .fallback()
                            .filter(s -> !s.isEmpty())
                            .map(s -> "`" + s + "`")
                            .orElse("–"),
                        setting.description().replace("|", "\\|")))
        .collect(
            Collectors.joining(
                "", "| flag | variable | default | meaning |\n|---|---|---|---|\n", ""));
  }
}
