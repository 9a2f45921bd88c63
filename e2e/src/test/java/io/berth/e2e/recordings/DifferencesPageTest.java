package io.berth.e2e.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How near a page must be to what was seen. */
final class DifferencesPageTest {
  private static final String PAGE =
      "| lists | filters | 2396 | 885 | 9 |\n- `GET /x \\| rows \\| 0 rows -> *`: 33\n";

  @Test
  void figuresMayBeOffByChanceAndWordsMayNot() {
    assertThat(DifferencesPage.alike(PAGE, PAGE)).isTrue();
    assertThat(DifferencesPage.alike(PAGE, PAGE.replace("885", "883").replace("33", "35")))
        .isTrue();
    assertThat(DifferencesPage.alike(PAGE, PAGE.replace("885", "879"))).isFalse();
    assertThat(DifferencesPage.alike(PAGE, PAGE.replace("33", "39"))).isFalse();
    assertThat(DifferencesPage.alike(PAGE, PAGE.replace("filters", "pages"))).isFalse();
    assertThat(DifferencesPage.alike(PAGE, PAGE.replace("0 rows", "1 rows"))).isFalse();
    assertThat(DifferencesPage.alike(PAGE, PAGE + "| more | x | 1 | 1 | 1 |\n")).isFalse();
  }
}
