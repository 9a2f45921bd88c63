package io.berth.bench.load;

import io.berth.bench.rival.Rival;
import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The benchmark of zot's makers. It pushes one layer again and again, to new repositories. */
public record Zb(Path program) {
  public static final String NAME = "zb";
  private static final Pattern RATE = Pattern.compile("(?m)^Requests per second: +([0-9.]+)$");
  private static final Pattern NONE_FAILED = Pattern.compile("(?m)^Failed requests: +0$");
  private static final Pattern DURATION = Pattern.compile("([0-9.]+)(h|ms|m|µs|s)");
  private static final Map<String, Double> MILLIS =
      Map.of("h", 3_600_000.0, "m", 60_000.0, "s", 1_000.0, "ms", 1.0, "µs", 0.001);

  /** One of its tests; images a second, or for a pull the median time, in milliseconds. */
  public Sample run(Rival rival, String test, int images) throws IOException {
    var words = new ArrayList<>(List.of(program.toString(), "--skip-cleanup"));
    // It empties its folder at the end.
    words.addAll(List.of("-d", Workspace.scratch(NAME).toString(), "-r", "bench/zb"));
    words.addAll(List.of("-c", String.valueOf(Images.CLIENTS), "-n", String.valueOf(images)));
    words.addAll(List.of("-t", "^" + test + "$"));
    if (!rival.authorization().isEmpty()) {
      words.addAll(List.of("-A", pair(rival.authorization())));
    }
    // No name of a registry: not every resolver of the system finds those below localhost.
    words.add("http://localhost:" + rival.endpoint().port());
    long before = rival.cpuMicros();
    var out = Command.of(words).run().ok();
    boolean pull = test.startsWith("Pull");
    // What a pull took is not told apart from the pushes before it.
    double cpu = pull ? 0 : (rival.cpuMicros() - before) / (double) images;
    return sample(out, pull, cpu);
  }

  private static String pair(String basic) {
    var pair = Base64.getDecoder().decode(basic.replaceFirst("^Basic ", ""));
    return new String(pair, StandardCharsets.UTF_8);
  }

  /** What zb said. */
  public static Sample sample(String out, boolean pull, double cpuMicros) throws IOException {
    var rate = RATE.matcher(out);
    if (!NONE_FAILED.matcher(out).find() || !rate.find()) {
      throw new IOException("zb said: " + out);
    }
    return new Sample(
        pull ? millis(out, "p50") : Double.parseDouble(rate.group(1)),
        cpuMicros,
        millis(out, "p99"));
  }

  private static double millis(String out, String name) throws IOException {
    var line = Pattern.compile("(?m)^" + name + ": +(\\S+)$").matcher(out);
    if (!line.find()) {
      throw new IOException("zb said: " + out);
    }
    double sum = 0;
    var parts = DURATION.matcher(line.group(1));
    while (parts.find()) {
      sum += Double.parseDouble(parts.group(1)) * MILLIS.getOrDefault(parts.group(2), 0.0);
    }
    return sum;
  }
}
