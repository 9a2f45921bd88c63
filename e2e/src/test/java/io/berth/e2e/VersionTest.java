package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Workspace;
import io.berth.e2e.fixtures.page.Visitor;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The build, the command, the health check and the changelog speak of one version. */
final class VersionTest {
  @Test
  void allSayTheVersionOfTheBuild() {
    var built = first("<version>([^<]+)</version>", "pom.xml");
    assertThat(first("(?m)^## \\[(\\d[^]]*)]", "CHANGELOG.md")).isEqualTo(built);

    try (var berth = BerthProcess.start()) {
      var visitor = new Visitor();
      var home = "http://localhost:" + berth.port();

      assertThat(berth.command("version").ok()).startsWith("berth " + built + " (Java ");
      assertThat(visitor.get(home + "/health").json().path("version").asText()).isEqualTo(built);
    }
  }

  private static String first(String pattern, String file) {
    var found =
        Pattern.compile(pattern).matcher(Workspace.read(Workspace.REPOSITORY.resolve(file)));
    assertThat(found.find()).as("a version in %s", file).isTrue();
    return found.group(1);
  }
}
