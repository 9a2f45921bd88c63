package io.berth.server.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.server.config.SettingSources;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
  @TempDir Path temp;

  @Test
  void twoServersCannotShareOneFolder() {
    var settings = settings(Map.of());
    try (var first = DataFolder.lock(settings)) {
      assertThatThrownBy(() -> DataFolder.lock(settings))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining(first.path().toString());
    }
    DataFolder.lock(settings).close();
  }

  @Test
  void onlyItsOwnerMayLookIntoAFolderMadeHere() throws IOException {
    try (var folder = DataFolder.lock(settings(Map.of()))) {
      assertThat(mode(folder.path())).isEqualTo("rwx------");
    }
  }

  @Test
  void theMasterKeyIsMadeOnceAndReadOnlyByItsOwner() throws IOException {
    var settings = settings(Map.of());
    try (var folder = DataFolder.lock(settings)) {
      var made = folder.secrets().masterKey(settings, false, new SecureRandom());

      assertThat(made).hasSize(32);
      assertThat(folder.secrets().masterKey(settings, true, new SecureRandom())).isEqualTo(made);
      assertThat(mode(folder.path().resolve("master.key"))).isEqualTo("rw-------");
    }
  }

  @Test
  void aMissingMasterKeyIsNotReplacedWhenSecretsAreSealedWithIt() {
    var settings = settings(Map.of());
    try (var folder = DataFolder.lock(settings)) {
      assertThatThrownBy(() -> folder.secrets().masterKey(settings, true, new SecureRandom()))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("master.key is missing");
    }
  }

  @Test
  void theMasterKeyMayComeFromASettingAndIsThenNotWritten() {
    var key = new byte[32];
    new SecureRandom().nextBytes(key);
    var settings = settings(Map.of("master-key", Base64.getEncoder().encodeToString(key)));
    try (var folder = DataFolder.lock(settings)) {
      assertThat(folder.secrets().masterKey(settings, false, new SecureRandom())).isEqualTo(key);
      assertThat(folder.path().resolve("master.key")).doesNotExist();
    }
  }

  @Test
  void aMasterKeyOfAnotherLengthIsRefusedWithoutShowingIt() {
    var settings = settings(Map.of("master-key", "dG9vc2hvcnQ="));
    try (var folder = DataFolder.lock(settings)) {
      assertThatThrownBy(() -> folder.secrets().masterKey(settings, false, new SecureRandom()))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("32 bytes")
          .hasMessageNotContaining("dG9vc2hvcnQ");
    }
  }

  @Test
  void anEphemeralFolderGoesAwayWithItsServer() throws IOException {
    var folder = DataFolder.lock(settings(Map.of("ephemeral", "true")));
    var inside = Files.createDirectory(folder.path().resolve("blobs"));
    Files.writeString(inside.resolve("x"), "x");

    folder.close();

    assertThat(folder.path()).doesNotExist();
  }

  @Test
  void aCommandBesideTheServerNeedsAFolderThatExists() {
    assertThatThrownBy(() -> DataFolder.beside(settings(Map.of())))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("start the server once");
  }

  private Settings settings(Map<String, String> more) {
    var flags = new HashMap<>(more);
    flags.put("data", temp.resolve("data").toString());
    return Settings.of(SettingSources.load(flags, Map.of(), temp, Optional.empty()));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
