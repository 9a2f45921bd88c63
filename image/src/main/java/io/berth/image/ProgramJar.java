package io.berth.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The packed program. In the image it is a file that can be run, since a line for the kernel stands
 * before the jar in it, and the libraries of other machines are not in it: those of this one lie
 * beside it, unpacked, as the image's root cannot be written.
 */
final class ProgramJar {
  private static final Pattern NATIVE = Pattern.compile("(?:META-INF|org/sqlite)/native/.+");

  /** As the libraries call this machine: netty's word for it, and SQLite's folder. */
  private static final Map<String, List<String>> MACHINES =
      Map.of(
          "amd64",
          List.of("x86_64", "Linux/x86_64"),
          "aarch64",
          List.of("aarch_64", "Linux/aarch64"));

  private final Path jar;

  ProgramJar(Path jar) throws ImageException {
    if (!Files.isRegularFile(jar)) {
      throw new ImageException(jar + " is not there: ./berth build makes it");
    }
    this.jar = jar;
  }

  /** The program's version, as its manifest has it. */
  String version() throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      var manifest = file.getManifest();
      return manifest.getMainAttributes().getValue("Implementation-Version");
    }
  }

  /** The word of OCI images for this machine: {@code amd64}, {@code arm64}. */
  static String architecture() throws ImageException {
    machine();
    return arch().equals("aarch64") ? "arm64" : arch();
  }

  private static String arch() {
    return System.getProperty("os.arch", "");
  }

  private static List<String> machine() throws ImageException {
    var machine = MACHINES.get(arch());
    if (machine == null || !System.getProperty("os.name", "").equals("Linux")) {
      throw new ImageException(
          "images are made on Linux with glibc on amd64 or aarch64, not on "
              + System.getProperty("os.name")
              + " on "
              + arch());
    }
    return machine;
  }

  /** Unpacks this machine's native libraries into a folder that is there. */
  void natives(Path into) throws IOException, ImageException {
    var netty = machine().get(0);
    var wanted =
        List.of(
            "META-INF/native/libnetty_tcnative_linux_" + netty + ".so",
            "META-INF/native/libnetty_transport_native_epoll_" + netty + ".so",
            "org/sqlite/native/" + machine().get(1) + "/libsqlitejdbc.so");
    try (var file = new JarFile(jar.toFile())) {
      for (var name : wanted) {
        var entry = file.getEntry(name);
        if (entry == null) {
          throw new ImageException("there is no " + name + " in " + jar);
        }
        try (var in = file.getInputStream(entry)) {
          Files.copy(in, into.resolve(name.substring(name.lastIndexOf('/') + 1)));
        }
      }
    }
  }

  /**
   * Writes it anew: sorted, each entry of the same time.
   *
   * @param interpreter what runs the file: a program and one word, as Linux passes no more on
   */
  void pack(Path into, String interpreter, LocalDateTime time) throws IOException {
    try (var file = new JarFile(jar.toFile());
        var out = Files.newOutputStream(into)) {
      out.write(("#!" + interpreter + "\n").getBytes(US_ASCII));
      try (var zip = new ZipOutputStream(out)) {
        for (var entry : entries(file)) {
          var copy = new ZipEntry(entry.getName());
          copy.setTimeLocal(time);
          zip.putNextEntry(copy);
          try (InputStream in = file.getInputStream(entry)) {
            in.transferTo(zip);
          }
          zip.closeEntry();
        }
      }
    }
  }

  /**
   * The manifest is a jar's first entry; folders stay, as some resources are looked for in them.
   */
  private static List<ZipEntry> entries(JarFile file) {
    var entries = new ArrayList<ZipEntry>(Collections.list(file.entries()));
    entries.removeIf(entry -> NATIVE.matcher(entry.getName()).matches());
    entries.sort(
        Comparator.comparing((ZipEntry entry) -> !entry.getName().equals(JarFile.MANIFEST_NAME))
            .thenComparing(ZipEntry::getName));
    return entries;
  }
}
