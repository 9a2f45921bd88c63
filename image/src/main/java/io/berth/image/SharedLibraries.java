package io.berth.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The C library of this machine, as far as the Java runtime and the program's native libraries are
 * linked to it: unchanged, and at the place where its loader looks for it.
 */
final class SharedLibraries {
  /** {@code libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)}, or only the loader's own path. */
  private static final Pattern LINKED = Pattern.compile("(?m)^\\s+(?:\\S+ => )?(/\\S+) \\(0x");

  private static final Pattern MISSING = Pattern.compile("(?m)^\\s+(\\S+) => not found");

  /** Resolvers of names, which a C library before 2.34 loads when the first name is looked up. */
  private static final List<String> RESOLVERS =
      List.of("libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2");

  /** Text is UTF-8, file names as well; Debian's place and Fedora's. */
  private static final List<String> LOCALES =
      List.of("/usr/lib/locale/C.utf8", "/usr/lib/locale/C.UTF-8");

  /** The licence as distributions put it; the source is theirs to give. */
  private static final List<String> LICENCES =
      List.of(
          "/usr/share/doc/libc6/copyright",
          "/usr/share/licenses/glibc/COPYING.LIB",
          "/usr/share/licenses/glibc/COPYING.LESSER");

  private SharedLibraries() {}

  /**
   * Copies what is needed.
   *
   * @param java the linked runtime
   * @param natives the program's own libraries
   * @param root the image's root
   */
  static void copy(Path java, Path natives, Path root)
      throws ImageException, IOException, InterruptedException {
    var needed = new TreeSet<Path>();
    var path = java.resolve("lib/server") + ":" + java.resolve("lib");
    for (var file : binaries(java, natives)) {
      var said = Tool.run(Map.of("LD_LIBRARY_PATH", path), List.of("ldd", file.toString()));
      var missing = MISSING.matcher(said);
      if (missing.find()) {
        throw new ImageException(file + " needs " + missing.group(1) + ", which is not here");
      }
      LINKED.matcher(said).results().map(found -> Path.of(found.group(1))).forEach(needed::add);
    }
    needed.removeIf(library -> library.startsWith(root));
    var folders = new TreeSet<Path>();
    for (var library : needed) {
      copy(library, root);
      folders.add(parent(library));
    }
    for (var folder : folders) {
      for (var resolver : RESOLVERS) {
        if (Files.exists(folder.resolve(resolver))) {
          copy(folder.resolve(resolver), root);
        }
      }
    }
    locale(root);
    licence(root);
  }

  private static List<Path> binaries(Path java, Path natives) throws IOException {
    try (var programs = Files.walk(java);
        var own = Files.walk(natives)) {
      return Stream.concat(programs, own)
          .filter(Files::isRegularFile)
          .filter(
              file ->
                  file.toString().endsWith(".so")
                      || parent(file).endsWith("bin")
                      || file.endsWith("lib/jspawnhelper"))
          .toList();
    }
  }

  private static void locale(Path root) throws IOException {
    for (var locale : LOCALES) {
      try (var files =
          Files.exists(Path.of(locale)) ? Files.walk(Path.of(locale)) : Stream.<Path>of()) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          copy(file, root);
        }
      }
    }
  }

  private static void licence(Path root) throws IOException, ImageException {
    var text =
        LICENCES.stream()
            .map(Path::of)
            .filter(Files::exists)
            .findFirst()
            .orElseThrow(
                () ->
                    new ImageException(
                        "the licence of this machine's C library, which must go with it, is at none"
                            + " of "
                            + LICENCES));
    var place = Files.createDirectories(root.resolve("usr/share/licenses/glibc"));
    Files.copy(text, place.resolve(String.valueOf(text.getFileName())));
  }

  /** Links are followed: what an image has is the library, under the name it is asked for. */
  private static void copy(Path file, Path root) throws IOException {
    var to = root.resolve(file.toString().substring(1));
    Files.createDirectories(parent(to));
    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent());
  }
}
