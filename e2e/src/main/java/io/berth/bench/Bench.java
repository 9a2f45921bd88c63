package io.berth.bench;

import io.berth.bench.load.Wrk;
import io.berth.bench.rival.Field;
import io.berth.e2e.fixtures.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** {@code ./berth bench}: measures, prints the table and writes {@code bench.json} here. */
public final class Bench {
  static final String USAGE = "usage: ./berth bench [--only B1,B5] [--quick]";
  private static final int WARM_UP = 4;
  private static final List<Measurement> ALL = new ArrayList<>();

  static {
    ALL.addAll(PullRows.all());
    ALL.addAll(PushRows.all());
    ALL.addAll(ApiRows.all());
    ALL.add(new GarbageRow());
    ALL.add(new MemoryRows());
    ALL.add(new ManyRegistries());
    ALL.add(new PostgresRow());
    ALL.add(new ServersRows());
    ALL.add(new StoreRows());
    ALL.add(new TenantRows());
    ALL.add(new CatalogRows());
    ALL.add(new LayerRows());
    ALL.add(new TagRows());
    ALL.add(new ColdRows());
    ALL.add(new ImageRows());
    ALL.add(new HandshakeRows());
  }

  private Bench() {}

  public static void main(String... words) throws Exception {
    System.exit(run(System.out, System.err, words));
  }

  private static int run(PrintStream out, PrintStream talk, String... words) throws Exception {
    var scale = Scale.FULL;
    List<String> only = List.of();
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals("--quick")) {
        scale = Scale.QUICK;
      } else if (words[i].equals("--only") && i + 1 < words.length) {
        only = Arrays.asList(words[++i].toUpperCase(Locale.ROOT).split(",", -1));
      } else {
        talk.println("bench: \"" + words[i] + "\"?\n" + USAGE);
        return 2;
      }
    }
    var known = ALL.stream().map(Measurement::id).toList();
    for (var id : only) {
      if (!known.contains(id)) {
        talk.println("bench: there is no row " + id + ", but " + known + "\n" + USAGE);
        return 2;
      }
    }
    var rows = new ArrayList<Row>();
    talk.println("bench: starting Berth, docker-registry, nginx and a sink");
    try (var field = new Field(scale.megabytes(), talk)) {
      var warm = new Wrk(WARM_UP);
      for (var rival : List.of(field.berth, field.registry)) {
        warm.run(rival, "/v2/" + Field.NAME + "/manifests/v1", 64);
      }
      for (var measurement : ALL) {
        if (only.isEmpty() || only.contains(measurement.id())) {
          talk.println("bench: " + measurement.id() + " …");
          for (var row : measurement.run(field, scale)) {
            rows.add(row);
            talk.println(row.line()); // a long run that breaks off has told what it knew
          }
        }
      }
    }
    var date = Clock.systemUTC().instant();
    out.println(machine() + ", " + date + "\n");
    out.println(Row.heading());
    rows.forEach(row -> out.println(row.line()));
    write(rows, date);
    return 0;
  }

  private static void write(List<Row> rows, Instant date) throws IOException {
    var json = new LinkedHashMap<String, Object>();
    json.put("machine", machine());
    json.put("date", date.toString());
    json.put("rows", rows.stream().map(Row::json).toList());
    Files.writeString(Path.of("bench.json"), Json.write(json) + "\n");
  }

  private static String machine() throws IOException {
    var cpu =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.replaceFirst("^[^:]*:\\s*", ""))
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    var memory = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("[^0-9]", "");
    return "%d × %s, %d GiB, Linux %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            cpu,
            Long.parseLong(memory) >> 20,
            System.getProperty("os.version"),
            Runtime.version());
  }
}
