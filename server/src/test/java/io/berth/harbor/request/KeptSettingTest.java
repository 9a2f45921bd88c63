package io.berth.harbor.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.http.message.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The one list of what is kept and not acted on, and what is told of it. */
final class KeptSettingTest {
  @Test
  void theReferenceHasTheSameList() throws IOException {
    var page = Files.readString(Path.of("../docs/reference/harbor-api.md"));
    var told =
        page.replaceFirst("(?s).*<!-- kept -->\n", "").replaceFirst("(?s)<!-- /kept -->.*", "");

    assertThat(told)
        .isEqualTo(
            line("of projects", it -> it.owner() == KeptSetting.Owner.PROJECT)
                + line("of the registry", it -> it.owner() == KeptSetting.Owner.REGISTRY)
                + line("protections, with a `Warning`", KeptSetting::isProtection));
  }

  private static String line(String of, Predicate<KeptSetting> which) {
    return Arrays.stream(KeptSetting.values())
        .filter(which)
        .map(setting -> '`' + setting.word() + '`')
        .collect(Collectors.joining(", ", "- " + of + ": ", ".\n"));
  }

  @Test
  void aProtectionThatProtectsFromNothingIsSaidSo() {
    var set = List.of(KeptSetting.AUTO_SCAN, KeptSetting.PREVENT_VUL);

    assertThat(KeptSetting.warned(Response.of(200), "project team", set).firstHeader("Warning"))
        .isEqualTo("299 - \"kept, not yet acted on, so nothing is protected by it: prevent_vul\"");
    assertThat(
            KeptSetting.warned(Response.of(200), "project team", List.of(KeptSetting.AUTO_SCAN))
                .firstHeader("Warning"))
        .isNull();
  }
}
