package io.berth.bench.load;

import io.berth.bench.rival.Rival;
import io.berth.client.Content;
import io.berth.e2e.fixtures.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Over HTTP/2 and TLS, by h2load.
 *
 * @param connections that are kept
 * @param streams of each connection at once
 */
public record Http2(int connections, int streams) implements Transport {
  private static final Pattern RATE = Pattern.compile("finished in [^,]+, ([0-9.]+) req/s");
  private static final Pattern STATUS =
      Pattern.compile("status codes: (\\d+) 2xx, 0 3xx, 0 4xx, 0");
  private static final String PROTOCOL = "Application protocol: h2";
  private static final int MICROS_COLUMN = 2;
  private static final int FEW_REQUESTS = 64;

  @Override
  public String words() {
    return connections == 1
        ? "HTTP/2, %d streams of one connection".formatted(streams)
        : "HTTP/2, %d connections kept".formatted(connections);
  }

  @Override
  public boolean secure() {
    return true;
  }

  /**
   * So many as a few tell that there is time for. With a time instead of a number h2load waits for
   * ever where that is over before all connections stand.
   */
  @Override
  public Sample get(Rival rival, String path, int seconds) throws IOException {
    double rate = run(rival, path, FEW_REQUESTS).value();
    return run(rival, path, Math.max(FEW_REQUESTS, (int) (rate * seconds)));
  }

  private Sample run(Rival rival, String path, int requests) throws IOException {
    var log = Files.createTempFile("h2load", ".log");
    try {
      var words =
          new ArrayList<>(
              List.of("h2load", "--npn-list=h2", "-t", "1", "-n", String.valueOf(requests)));
      words.addAll(List.of("-c", String.valueOf(connections), "-m", String.valueOf(streams)));
      words.addAll(List.of("--log-file=" + log, "-H", "accept: " + Content.MANIFEST + ", */*"));
      if (!rival.authorization().isEmpty()) {
        words.addAll(List.of("-H", "authorization: " + rival.authorization()));
      }
      words.add("https://localhost:" + rival.tlsPort() + path);
      long before = rival.cpuMicros();
      var out = Command.of(words).run().ok();
      return sample(out, log, (double) (rival.cpuMicros() - before));
    } finally {
      Files.delete(log);
    }
  }

  /** What h2load said and wrote down. */
  public static Sample sample(String out, Path log, double cpuMicros) throws IOException {
    var rate = RATE.matcher(out);
    var status = STATUS.matcher(out);
    if (!out.contains(PROTOCOL) || !rate.find() || !status.find()) {
      throw new IOException("h2load said: " + out);
    }
    List<Long> waits;
    try (var lines = Files.lines(log)) {
      waits =
          lines.map(line -> Long.parseLong(line.split("\t", -1)[MICROS_COLUMN]) * 1_000).toList();
    }
    if (waits.isEmpty()) {
      throw new IOException("h2load was answered nothing: " + out);
    }
    double count = Math.max(1, Double.parseDouble(status.group(1)));
    return new Sample(
        Double.parseDouble(rate.group(1)), cpuMicros / count, Sample.percentile(waits));
  }
}
