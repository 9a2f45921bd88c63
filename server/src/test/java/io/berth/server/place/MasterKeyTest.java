package io.berth.server.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.secret.Vault;
import io.berth.server.config.SettingSources;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.testing.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A server and its database know each other by the fingerprint of the master key. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class MasterKeyTest {
  @TempDir Path temp;
  private final Database database;

  MasterKeyTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theFirstStartSaysWhichKeyItIsAndTheNextOnesFindIt() {
    var first = start("one").fingerprint();

    assertThat(first).matches("[0-9a-f]{32}").isEqualTo(start("one").fingerprint());
    assertThat(known()).containsExactly(first);
  }

  @Test
  void aServerWithAnotherKeyIsRefusedAndToldBothFingerprintsAndWhatToDo() {
    var first = start("one").fingerprint();
    var other = settings("two", Map.of("master-key", "A".repeat(43) + "="));

    assertThatThrownBy(() -> start(other))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(first)
        .hasMessageContaining("the setting master-key has another one")
        .hasMessageContaining("Give this server the key of the servers that use the database");

    assertThat(known()).containsExactly(first);
  }

  /** As the second of several servers, to whom nobody gave the key: it makes none of its own. */
  @Test
  void aServerWithoutTheKeyIsRefusedAndLeavesNoKeyBehind() {
    start("one");

    assertThatThrownBy(() -> start("two"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("master.key is missing")
        .hasMessageContaining("needs the key of the first one");

    assertThat(temp.resolve("two/master.key")).doesNotExist();
  }

  @Test
  void aCommandWithAnotherKeyIsRefused() throws Exception {
    start("one");
    Files.writeString(temp.resolve("one/master.key"), "A".repeat(43) + "=");
    var settings = settings("one", Map.of());

    assertThatThrownBy(
            () ->
                MasterKey.ofCommand(
                    settings,
                    DataFolder.beside(settings),
                    database,
                    new SecureRandom(),
                    InstantSource.system()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(temp.resolve("one/master.key") + " has another one");
  }

  private Vault start(String folder) {
    return start(settings(folder, Map.of()));
  }

  private Vault start(Settings settings) {
    try (var folder = DataFolder.lock(settings)) {
      return MasterKey.ofServer(
          settings, folder, database, new SecureRandom(), InstantSource.system());
    }
  }

  private Settings settings(String folder, Map<String, String> more) {
    var all = new HashMap<>(more);
    all.put("data", temp.resolve(folder).toString());
    return Settings.of(SettingSources.load(all, Map.of(), temp, Optional.empty()));
  }

  private List<String> known() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT value FROM installation WHERE name = 'master_key'")
                .mapTo(String.class)
                .list());
  }
}
