package io.berth.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was opened is closed, last first. */
final class ResourcesTest {
  private final List<String> closed = new ArrayList<>();
  private final Resources resources = new Resources();

  @Test
  void theLastIsClosedFirstAndEachOnce() {
    AutoCloseable folder = resources.add(() -> closed.add("folder"));
    resources.onClose(() -> closed.add("database"));
    resources.onClose(() -> closed.add("server"));

    resources.close();
    resources.close();

    assertThat(folder).isNotNull();
    assertThat(closed).containsExactly("server", "database", "folder");
  }

  @Test
  void whatFailsToCloseKeepsNothingElseOpen() {
    resources.onClose(() -> closed.add("folder"));
    resources.onClose(
        () -> {
          throw new IOException("the disk is gone");
        });
    resources.onClose(() -> closed.add("server"));

    resources.close();

    assertThat(closed).containsExactly("server", "folder");
  }

  @Test
  void whatComesTooLateIsClosedAtOnce() {
    resources.close();

    assertThatThrownBy(() -> resources.onClose(() -> closed.add("late")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(closed).containsExactly("late");
  }
}
