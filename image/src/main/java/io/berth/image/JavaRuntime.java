package io.berth.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The part of this JDK that the program needs, linked by {@code jlink}. */
final class JavaRuntime {
  /**
   * What {@code jdeps --print-module-deps} names, without java.desktop and java.compiler: the jar
   * mentions them in places that the program does not reach, and with the first come fonts and a
   * user interface.
   */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss", // PostgreSQL's and the HTTP client's other ways to sign in
          "java.sql",
          "java.xml", // answers of object stores
          "jdk.crypto.ec", // curves of TLS, where it is a module of its own
          "jdk.jfr", // recordings, for whoever looks into a running server
          "jdk.management", // figures of the process for /metrics
          "jdk.net", // keep-alive intervals of connections
          "jdk.unsupported",
          "jdk.zipfs"); // libraries that open files within their own jar

  private JavaRuntime() {}

  /** Links the runtime into a folder that is not there yet. */
  static void link(Path into) throws ImageException, IOException, InterruptedException {
    Tool.run(
        Map.of(),
        List.of(
            Path.of(System.getProperty("java.home", ""), "bin/jlink").toString(),
            "--add-modules",
            String.join(",", MODULES),
            "--no-header-files",
            "--no-man-pages",
            "--dedup-legal-notices=error-if-not-same-content",
            "--compress=zip-6",
            "--output",
            into.toString()));
    // What only other programs use: the list for dumping class-data archives, the launcher of jars
    // for kernels, the file system of this runtime for older ones, the editor of key stores.
    for (var unused : List.of("lib/classlist", "lib/jexec", "lib/jrt-fs.jar", "bin/keytool")) {
      Files.deleteIfExists(into.resolve(unused));
    }
  }
}
