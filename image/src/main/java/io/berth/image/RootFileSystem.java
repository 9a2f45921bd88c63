package io.berth.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an image's root has, in a folder of this machine:
 *
 * <pre>
 * usr/bin/berth            the program
 * opt/berth/java           the Java runtime, with its authorities, time zones and licences
 * opt/berth/lib            the program's native libraries
 * opt/berth/java.options   how the program is started
 * lib lib64 usr/lib        the C library
 * usr/share/licenses       of the program and of the C library
 * etc                      names of users, and where names of hosts are looked up
 * etc/berth                berth.yaml, if somebody mounts one
 * data                     everything that must survive; belongs to the user of the image
 * </pre>
 */
final class RootFileSystem {
  /** As other images without a shell have it: "nonroot". */
  static final int USER = 65532;

  /** What belongs to that user. */
  static final Set<String> GIVEN = Set.of("data");

  private static final String OPTIONS = "opt/berth/java.options";
  private static final String CACHE = "opt/berth/berth.aot";

  private final Path root;
  private final Path repository;

  private RootFileSystem(Path root, Path repository) {
    this.root = root;
    this.repository = repository;
  }

  /**
   * Fills a folder.
   *
   * @param root the folder, which is not there yet
   * @param repository the checkout
   */
  static RootFileSystem make(Path root, Path repository, ProgramJar jar, Instant time)
      throws ImageException, IOException, InterruptedException {
    var made = new RootFileSystem(root, repository);
    Files.createDirectories(made.natives());
    JavaRuntime.link(made.java());
    jar.natives(made.natives());
    SharedLibraries.copy(made.java(), made.natives(), root);
    Files.createDirectories(root.resolve("usr/bin"));
    jar.pack(
        made.program(),
        "/opt/berth/java/bin/java @/" + OPTIONS,
        LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    made.program().toFile().setExecutable(true, false);
    made.options();
    made.etc(jar.version());
    Files.createDirectories(root.resolve("data"));
    var licences = Files.createDirectories(root.resolve("usr/share/licenses/berth"));
    Files.copy(repository.resolve("LICENSE"), licences.resolve("LICENSE"));
    return made;
  }

  Path path() {
    return root;
  }

  private Path java() {
    return root.resolve("opt/berth/java");
  }

  private Path natives() {
    return root.resolve("opt/berth/lib");
  }

  private Path program() {
    return root.resolve("usr/bin/berth");
  }

  /** Those of the launcher, and what is special about a root that cannot be written. */
  private void options() throws IOException {
    var all = new ArrayList<String>();
    all.add(Files.readString(repository.resolve("server/java.options"), UTF_8));
    all.add("# Of this image.");
    all.add("-Djava.library.path=/opt/berth/lib -Dorg.sqlite.lib.path=/opt/berth/lib");
    all.add("-Dorg.sqlite.lib.name=libsqlitejdbc.so");
    all.add("-XX:AOTCache=/" + CACHE + " -Xlog:aot=off -Xlog:cds=off -Xlog:aot+heap=off");
    all.add("-XX:-UsePerfData -XX:ErrorFile=/data/hs_err_pid%p.log -Djava.io.tmpdir=/data");
    all.add("-Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8");
    all.add("-jar");
    Files.writeString(root.resolve(OPTIONS), String.join("\n", all) + "\n", UTF_8);
  }

  private void etc(String version) throws IOException {
    Files.createDirectories(root.resolve("etc/berth"));
    write("etc/passwd", "root:x:0:0:root:/:/sbin/nologin", user() + "::/data:/sbin/nologin");
    write("etc/group", "root:x:0:", "nonroot:x:" + USER + ":");
    write("etc/nsswitch.conf", "passwd: files", "group: files", "hosts: files dns");
    write("etc/os-release", "ID=berth", "NAME=Berth", "VERSION_ID=" + version);
  }

  private static String user() {
    return "nonroot:x:" + USER + ":" + USER;
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(root.resolve(name), String.join("\n", List.of(lines)) + "\n", UTF_8);
  }

  /**
   * Makes the start-up cache, by running the program as in the image, into a root of its own. It is
   * of no use to another runtime or jar, and not the same bytes twice.
   *
   * @param time that the program's file will have in the image: the cache knows it
   */
  Path cache(Path into, Instant time) throws ImageException, IOException, InterruptedException {
    var cache = into.resolve(CACHE);
    Files.createDirectories(into.resolve("opt/berth"));
    program().toFile().setLastModified(time.toEpochMilli());
    var words = new ArrayList<String>();
    words.add(java().resolve("bin/java").toString());
    words.add("@" + repository.resolve("server/java.options"));
    words.addAll(
        List.of(
            "-Xmx320m",
            "-Djava.library.path=" + natives(),
            "-Dorg.sqlite.lib.path=" + natives(),
            "-Dorg.sqlite.lib.name=libsqlitejdbc.so",
            "-XX:AOTCacheOutput=" + cache,
            "-jar",
            program().toString(),
            "rehearse"));
    Tool.run(Map.of(), words);
    if (Files.notExists(cache)) {
      throw new ImageException("the rehearsal of a start left no cache");
    }
    Files.deleteIfExists(Path.of(cache + ".config"));
    return into;
  }
}
