package io.berth.image;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** {@code ./berth image}: makes the image, and pushes it where that is asked. */
public final class Image {
  /** What the build gives the entries of jars as well (project.build.outputTimestamp). */
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  private final Path module;
  private final ProgramJar jar;
  private final PrintStream out;

  private Image(Path module, ProgramJar jar, PrintStream out) {
    this.module = module;
    this.jar = jar;
    this.out = out;
  }

  public static void main(String... words) {
    System.exit(run(System.out, System.err, words));
  }

  private static int run(PrintStream out, PrintStream err, String... words) {
    var module = Path.of(System.getProperty("berth.module", "")).toAbsolutePath();
    try {
      var options = ImageOptions.parse(module.resolve("target/oci"), words);
      new Image(module, new ProgramJar(Path.of(System.getProperty("berth.jar", ""))), out)
          .make(options);
      return 0;
    } catch (IllegalArgumentException e) {
      err.println("berth: " + e.getMessage());
      err.println(ImageOptions.USAGE);
      return 2;
    } catch (ImageException e) {
      err.println("berth: " + e.getMessage());
      return 1;
    } catch (IOException e) {
      err.println("berth: no image: " + e);
      return 1;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private void make(ImageOptions options) throws ImageException, IOException, InterruptedException {
    var repository = Objects.requireNonNull(module.getParent());
    var scratch = module.resolve("target/root");
    OciLayout.delete(scratch);
    var layout = OciLayout.create(options.output());
    var version = jar.version();
    var root = RootFileSystem.make(scratch.resolve("image"), repository, jar, TIME);
    var layers = new ArrayList<Layer>();
    layers.add(Layer.of(root.path(), RootFileSystem.GIVEN, TIME, layout));
    if (options.hasCache()) {
      layers.add(Layer.of(root.cache(scratch.resolve("cache"), TIME), Set.of(), TIME, layout));
    }
    var config = ImageConfig.of(ProgramJar.architecture(), version, TIME, layers);
    var image =
        layout.manifest(
            layout.json(OciLayout.CONFIG, config),
            layers.stream().map(Layer::blob).toList(),
            ImageConfig.labels(version));
    var materials = layout.bytes(BillOfMaterials.TYPE, BillOfMaterials.of(repository));
    var referrer = layout.referrer(image, BillOfMaterials.TYPE, materials);
    layout.index(image, version, referrer, BillOfMaterials.TYPE);
    tell(options.output(), version, image, layers, scratch);
    if (options.push().isPresent()) {
      var variable = Optional.ofNullable(System.getenv("DOCKER_CONFIG")).map(Path::of);
      Push.of(layout, version, options.push().get(), options.isPlainHttp(), variable);
      out.println("pushed to " + options.push().get());
    }
  }

  private void tell(Path output, String version, Blob image, List<Layer> layers, Path scratch)
      throws IOException {
    long sent = layers.stream().mapToLong(layer -> layer.blob().size()).sum();
    out.println(image.digest());
    out.println("  layout    " + output + ":" + version);
    out.println("  unpacked  " + megabytes(size(scratch)) + " in " + layers.size() + " layer(s)");
    out.println("  to pull   " + megabytes(sent));
  }

  private static long size(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private static String megabytes(long bytes) {
    return "%.1f MB".formatted(bytes / 1e6);
  }
}
