package io.berth.server.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.server.config.UsageException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderAccessTest {
  @TempDir Path temp;

  @Test
  void rootDoesNotWriteWhatAnotherOwnerCouldNotOpen() {
    assertThatThrownBy(() -> FolderAccess.check(temp, OptionalInt.of(0), OptionalInt.of(65532)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("belongs to user 65532")
        .hasMessageContaining("runAsUser: 65532")
        .hasMessageContaining("sudo -u '#65532'");
  }

  @Test
  void anyUserMayUseItsOwnFolderAndOneThatItsGroupMayWrite() {
    for (var process : new int[] {0, 1000}) {
      assertThatCode(
              () -> FolderAccess.check(temp, OptionalInt.of(process), OptionalInt.of(process)))
          .doesNotThrowAnyException();
    }
    assertThatCode(() -> FolderAccess.check(temp, OptionalInt.of(65532), OptionalInt.of(0)))
        .doesNotThrowAnyException();
    assertThatCode(() -> FolderAccess.check(temp)).doesNotThrowAnyException();
  }

  @Test
  void whoCannotWriteHearsWhoOwnsTheFolderAndWhatHelps() {
    assertThat(FolderAccess.refused(temp, new AccessDeniedException(temp + "/berth.lock")))
        .hasMessageContaining("cannot write in the data folder " + temp)
        .hasMessageContaining("chown -R")
        .hasMessageContaining("fsGroup");
    assertThat(
            FolderAccess.refused(
                temp, new FileSystemException(temp + "/berth.lock", null, "Read-only file system")))
        .hasMessageContaining("cannot use the data folder " + temp + ": Read-only file system")
        .hasMessageContaining("a volume that may be written");
  }
}
