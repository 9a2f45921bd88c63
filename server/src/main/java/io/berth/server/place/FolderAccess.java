package io.berth.server.place;

import io.berth.server.config.UsageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Whether the user that this process runs as can work in a folder, and what to do when not: in
 * containers the two are set at different places.
 */
final class FolderAccess {
  private static final int ROOT = 0;

  private FolderAccess() {}

  /**
   * Refuses to work as root in somebody else's folder: what root writes there, the owner's next
   * start could not open.
   *
   * @throws UsageException saying what to do instead
   */
  static void check(Path folder) {
    check(folder, owner(Path.of("/proc/self")), owner(folder));
  }

  static void check(Path folder, OptionalInt process, OptionalInt owner) {
    if (process.equals(OptionalInt.of(ROOT)) && owner.isPresent() && owner.getAsInt() != ROOT) {
      throw new UsageException(
          ("this process runs as root, and the data folder %s belongs to user %d, who could not open"
                  + " what root writes there; nothing was changed. Run it as that user: a container"
                  + " without --user 0, a pod with runAsUser: %<d, anything else with sudo -u '#%<d'")
              .formatted(folder, owner.getAsInt()));
    }
  }

  /** Why a folder cannot be used, and what helps. */
  static UsageException refused(Path folder, IOException e) {
    var process = owner(Path.of("/proc/self"));
    var owner = owner(folder);
    if (e instanceof AccessDeniedException && process.isPresent() && owner.isPresent()) {
      return new UsageException(
          ("cannot write in the data folder %s: it belongs to user %d, and this process runs as user"
                  + " %d. Give the folder to that user (chown -R %<d %1$s; in Kubernetes fsGroup in"
                  + " the pod's securityContext), or name another one with --data")
              .formatted(folder, owner.getAsInt(), process.getAsInt()));
    }
    var reason =
        e instanceof FileSystemException system
            ? Objects.requireNonNullElse(system.getReason(), e.toString())
            : e.toString();
    return new UsageException(
        ("cannot use the data folder %s: %s. The server keeps everything there: give it a folder or"
                + " a volume that may be written, or name another one with --data")
            .formatted(folder, reason));
  }

  /** The user's number, absent where the system does not say. */
  private static OptionalInt owner(Path path) {
    try {
      return Files.getAttribute(path, "unix:uid") instanceof Integer uid
          ? OptionalInt.of(uid)
          : OptionalInt.empty();
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
      return OptionalInt.empty();
    }
  }
}
