package io.berth.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.server.config.Setting;
import io.berth.sql.Database;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void anUnknownWordIsWrongUsage() {
    assertThat(run("sevre")).isEqualTo(2);
    assertThat(err()).contains("sevre");
  }

  @Test
  void noWordIsWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err()).contains("--help");
  }

  @Test
  void anUnknownFlagIsWrongUsageAndTheNearestIsNamed() {
    assertThat(run("serve", "--tls-prot=1")).isEqualTo(2);
    assertThat(err()).contains("--tls-prot").contains("--tls-port");
  }

  @Test
  void helpListsEverySettingThatMayBeAFlag() {
    assertThat(run("serve", "--help")).isZero();
    for (var setting : Setting.values()) {
      if (setting.mayBeFlag()) {
        assertThat(out()).contains("--" + setting.key()).contains(setting.variable());
      }
    }
    assertThat(out()).doesNotContain("--master-key");
  }

  @Test
  void checkConfigShowsTheWinnerAndItsSourceAndNoSecret() {
    var main = main(Map.of("BERTH_PORT", "9000", "BERTH_MASTER_KEY", "geheim"));

    assertThat(main.run("check-config", "--port=9001")).isZero();
    assertThat(out())
        .containsPattern("(?m)^port +=+ 9001 +\\(flag\\)$")
        .containsPattern("(?m)^tls-port += 8443 +\\(default\\)$")
        .doesNotContain("geheim");
  }

  @Test
  void checkConfigFailsOnAValueThatMakesNoSense() {
    assertThat(run("check-config", "--port=many")).isEqualTo(2);
    assertThat(err()).contains("port=many (flag)");
  }

  @Test
  void migrateMakesTheTablesOnceAndSaysSo() {
    var data = "--data=" + folder.resolve("data");

    assertThat(run("migrate", data)).isZero();
    assertThat(run("migrate", data)).isZero();
    assertThat(out()).contains("applied").contains("the database is current");
  }

  @Test
  void aDatabaseOfAnEarlierBuildIsNamedAsSuchAndNothingStarts() throws IOException {
    var data = folder.resolve("data");
    assertThat(run("migrate", "--data=" + data)).isZero();
    Files.writeString(data.resolve("master.key"), Base64.getEncoder().encodeToString(new byte[32]));
    try (var database = Database.sqlite(data.resolve("berth.db"))) {
      database.run(
          handle ->
              handle.execute(
                  "UPDATE flyway_schema_history SET description = 'first house', checksum = 1"));
    }

    for (var word : List.of("migrate", "serve")) {
      err.reset();
      assertThat(run(word, "--data=" + data, "--port=0", "--tls-port=0")).isEqualTo(2);
      assertThat(err())
          .startsWith("berth: the tables of this database were made by another build of Berth")
          .doesNotContain("Exception")
          .doesNotContain("\tat ");
    }
  }

  private int run(String... args) {
    return main(Map.of()).run(args);
  }

  private Main main(Map<String, String> environment) {
    return new Main(
        environment,
        folder,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
