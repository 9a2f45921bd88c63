package io.berth.torture.disk;

import io.berth.e2e.fixtures.Command;
import io.berth.torture.Arena;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;

/** The library {@code faults.c}, and the file through which it is told what to do. */
final class Faults {
  private static final int SIZE = 12;

  private final Path library;
  private final Path file;
  private final Path below;
  private final MappedByteBuffer control;

  /** With the library's number for each. */
  enum Kind {
    NONE(0),
    EIO(1),
    ENOSPC(2),
    EINTR(3),
    SHORT_WRITE(4),
    SLOW_SYNC(5);

    private final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  private Faults(Path library, Path file, Path below) throws IOException {
    this.library = library;
    this.file = file;
    this.below = below;
    Files.write(file, new byte[SIZE]);
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      this.control = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
    }
    control.order(ByteOrder.nativeOrder());
  }

  static boolean canBeBuilt() {
    return Files.isExecutable(Path.of("/usr/bin/gcc"));
  }

  /**
   * Compiles the library.
   *
   * @param below the folder whose files are struck
   */
  static Faults build(Path below) throws IOException {
    var folder = Arena.scratch("faults");
    var source = folder.resolve("faults.c");
    try (var stored = Faults.class.getResourceAsStream("faults.c")) {
      Files.copy(Objects.requireNonNull(stored), source);
    }
    var library = folder.resolve("faults.so");
    Command.of(
            "gcc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source.toString(), "-ldl")
        .run()
        .ok();
    return new Faults(library, folder.resolve("control"), below);
  }

  /** What the process to be struck needs in its environment. */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAULTS", file.toString(),
        "FAULTS_BELOW", below.toString());
  }

  /** The matching call after so many others will be struck, once. */
  void arm(Kind kind, int after) {
    control.putInt(0, Kind.NONE.number);
    control.putInt(8, 0);
    control.putInt(4, after);
    control.putInt(0, kind.number);
  }

  /** Whether the armed fault happened; nothing is armed afterwards. */
  boolean disarm() {
    control.putInt(0, Kind.NONE.number);
    return control.getInt(8) > 0;
  }
}
