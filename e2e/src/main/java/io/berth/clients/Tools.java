package io.berth.clients;

import io.berth.e2e.fixtures.Command;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds programs: those that package registries serve in a cache outside the checkout, where {@code
 * ./berth clients} puts them in their pinned version; all others in {@code BERTH_CLIENTS}, its
 * {@code bin}, and on the path.
 */
public final class Tools {
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(25);

  private final Path cache;
  private final List<Path> folders;
  private final boolean installs;
  private final PrintStream talk;

  private Tools(boolean installs, PrintStream talk) {
    this.installs = installs;
    this.talk = talk;
    this.cache = cacheFolder();
    this.folders = folders();
  }

  /** Installs what is missing and a package registry serves. */
  public static Tools installing(PrintStream talk) {
    return new Tools(true, talk);
  }

  /** Takes what is there. */
  public static Tools asFound(PrintStream talk) {
    return new Tools(false, talk);
  }

  private static Path cacheFolder() {
    var xdg = variable("XDG_CACHE_HOME");
    var root = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
    return root.resolve("berth/clients").toAbsolutePath();
  }

  private static List<Path> folders() {
    var all = new ArrayList<Path>();
    given().ifPresent(folder -> all.addAll(List.of(folder, folder.resolve("bin"))));
    for (var folder : variable("PATH").split(File.pathSeparator, -1)) {
      if (!folder.isEmpty()) {
        all.add(Path.of(folder));
      }
    }
    return all;
  }

  private static Optional<Path> given() {
    var folder = variable("BERTH_CLIENTS");
    return folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder).toAbsolutePath());
  }

  private static String variable(String name) {
    return Objects.requireNonNullElse(System.getenv(name), "");
  }

  /**
   * A program that is on this machine.
   *
   * @throws NotHere when it is not
   */
  public Path program(String name) throws NotHere {
    return known(name)
        .orElseThrow(() -> new NotHere("no " + name + " in BERTH_CLIENTS or on the path"));
  }

  private Optional<Path> known(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /**
   * The source of a program that {@code BERTH_CLIENTS} holds, directly or below {@code src}.
   *
   * @throws NotHere when it does not
   */
  public Path source(String name) throws NotHere {
    return given().stream()
        .flatMap(folder -> Stream.of(folder.resolve(name), folder.resolve("src").resolve(name)))
        .filter(folder -> Files.isRegularFile(folder.resolve("go.mod")))
        .findFirst()
        .orElseThrow(() -> new NotHere("no source of " + name + " in BERTH_CLIENTS"));
  }

  /**
   * A program that comes as a Go module.
   *
   * @param name of the program, the last part of its package
   * @throws NotHere when it is neither installed nor can be
   */
  public Path go(String name, String goPackage, String version) throws NotHere {
    var folder = cache.resolve(name + "@" + version);
    var program = folder.resolve(name);
    if (!Files.isExecutable(program)) {
      var go = installer("go", name);
      install(
          name + " " + version,
          Command.of(go.toString(), "install", goPackage + "@" + version)
              .with(Map.of("GOBIN", folder.toString())));
    }
    return program;
  }

  /**
   * A program of ours in Go that calls a library, built with that library's pinned version.
   *
   * @param source its folder, with {@code go.mod} and {@code go.sum}
   */
  public Path goBuild(String name, Path source, String version) throws NotHere {
    var program = cache.resolve(name + "@" + version).resolve(name);
    if (!Files.isExecutable(program)) {
      var go = installer("go", name);
      install(
          name + " " + version,
          Command.of(go.toString(), "build", "-o", program.toString(), ".").in(source));
    }
    return program;
  }

  /**
   * A Python with a package.
   *
   * @return the interpreter that sees it
   */
  public Path python(String pythonPackage, String version) throws NotHere {
    var folder = cache.resolve("python-" + pythonPackage + "@" + version);
    var python = folder.resolve("bin/python");
    if (!Files.exists(folder.resolve("complete"))) {
      var base = installer("python3", pythonPackage);
      install(
          "Python " + pythonPackage + " " + version,
          Command.of(base.toString(), "-m", "venv", folder.toString()));
      install(
          "",
          Command.of(python.toString(), "-m", "pip", "install", "--quiet")
              .and("--disable-pip-version-check", pythonPackage + "==" + version));
      complete(folder);
    }
    return python;
  }

  /**
   * A package of npm.
   *
   * @return the folder whose {@code node_modules} has it
   */
  public Path npm(String nodePackage, String version) throws NotHere {
    var folder = cache.resolve("npm-" + nodePackage.replaceAll("[@/]+", "-") + "@" + version);
    if (!Files.exists(folder.resolve("complete"))) {
      var npm = installer("npm", nodePackage);
      install(
          "npm " + nodePackage + " " + version,
          Command.of(npm.toString(), "install", "--silent", "--no-audit", "--no-fund")
              .and("--prefix", folder.toString(), nodePackage + "@" + version));
      complete(folder);
    }
    return folder;
  }

  /** The first line of what a program says to these words, its version. */
  public static String version(Path program, String... words) {
    var outcome = Command.of(program.toString()).and(words).run();
    return (outcome.out() + outcome.err()).strip().lines().findFirst().orElse("").strip();
  }

  /**
   * The source's revision that a Go program carries, "of this machine" where it has none or there
   * is no Go.
   */
  public static String built(Path program) {
    try {
      return Command.of("go", "version", "-m", program.toString())
          .run()
          .out()
          .lines()
          .filter(line -> line.contains("vcs.revision="))
          .map(line -> line.replaceFirst(".*vcs.revision=", "").substring(0, 8))
          .findFirst()
          .orElse("of this machine");
    } catch (UncheckedIOException _) {
      return "of this machine";
    }
  }

  /** The revision of a source, "of this machine" where it is in no repository. */
  public static String revision(Path source) {
    var outcome =
        Command.of("git", "-C", source.toString(), "rev-parse", "--short=8", "HEAD").run();
    return outcome.exit() == 0 ? outcome.out().strip() : "of this machine";
  }

  private Path installer(String installer, String what) throws NotHere {
    if (!installs) {
      throw new NotHere("not installed: ./berth clients installs it");
    }
    return known(installer)
        .orElseThrow(() -> new NotHere("no " + installer + " here to install " + what + " with"));
  }

  private void install(String what, Command command) throws NotHere {
    if (!what.isEmpty()) {
      talk.println("clients: installing " + what);
    }
    var outcome = command.within(INSTALL_LIMIT).run();
    if (outcome.exit() != 0) {
      var said = (outcome.out() + outcome.err()).strip();
      throw new NotHere("installing it failed: " + said.substring(said.lastIndexOf('\n') + 1));
    }
  }

  /** A mark, since an installation that was broken off leaves a folder too. */
  private static void complete(Path folder) {
    try {
      Files.createFile(folder.resolve("complete"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
