package io.berth.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says about a process. */
public record Usage(long pid) {
  private static final int MICROS_PER_TICK = 10_000;

  /** User and system time so far, in microseconds. */
  public long cpuMicros() throws IOException {
    var stat = Files.readString(proc("stat"));
    // Field 2 may hold spaces; fields 14 and 15 are utime and stime in ticks of 10 ms.
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
  }

  /** Memory in use, in bytes. */
  public long residentBytes() throws IOException {
    return number("status", "VmRSS:") << 10;
  }

  /** The most memory that ever was in use, in bytes. */
  public long peakBytes() throws IOException {
    return number("status", "VmHWM:") << 10;
  }

  /** Bytes that came from a disk, not from the page cache. */
  public long diskReads() throws IOException {
    return number("io", "read_bytes:");
  }

  /** Open files and sockets. */
  public long descriptors() throws IOException {
    try (var files = Files.list(proc("fd"))) {
      return files.count();
    }
  }

  private long number(String file, String field) throws IOException {
    for (var line : Files.readAllLines(proc(file))) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.substring(field.length()).replace("kB", "").strip());
      }
    }
    throw new IOException("no " + field + " in " + proc(file));
  }

  private Path proc(String file) {
    return Path.of("/proc", String.valueOf(pid), file);
  }
}
