package io.berth.bench.load;

import io.berth.bench.rival.Rival;
import io.berth.client.Content;
import io.berth.e2e.fixtures.Command;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The load generator wrk.
 *
 * @param seconds of a run
 * @param anew a connection is used for one request only
 * @param secure over TLS, at the rival's TLS port
 */
public record Wrk(int seconds, boolean anew, boolean secure) {
  private static final Pattern TOTAL = Pattern.compile("(\\d+) requests in");
  private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
  private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern PERCENTILE = Pattern.compile("99% +([0-9.]+)(us|ms|s|m)\\b");
  private static final Map<String, Double> MILLIS =
      Map.of("us", 0.001, "ms", 1.0, "s", 1_000.0, "m", 60_000.0);

  /** Plain, over connections that are kept. */
  public Wrk(int seconds) {
    this(seconds, false, false);
  }

  /** GETs per second over so many connections. Only GETs: wrk waits for the body of a HEAD. */
  public Sample run(Rival rival, String path, int connections) throws IOException {
    int port = secure ? rival.tlsPort() : rival.endpoint().port();
    // What wrk connects to is what it says to TLS, which must be the host that it asks for.
    var host = secure ? "localhost" : rival.endpoint().authority().replaceFirst(":.*$", "");
    var words =
        new ArrayList<>(
            List.of(
                "wrk",
                "--latency",
                "-t",
                String.valueOf(Math.min(2, connections)),
                "-c",
                String.valueOf(connections),
                "-d",
                seconds + "s",
                "-H",
                "Host: " + host + ":" + port,
                "-H",
                "Accept: " + Content.MANIFEST + ", */*"));
    if (anew) {
      words.addAll(List.of("-H", "Connection: close"));
    }
    if (!rival.authorization().isEmpty()) {
      words.addAll(List.of("-H", "Authorization: " + rival.authorization()));
    }
    words.add((secure ? "https://localhost:" : "http://127.0.0.1:") + port + path);
    long before = rival.cpuMicros();
    var out = Command.of(words).run().ok();
    long spent = rival.cpuMicros() - before;
    if (REFUSED.matcher(out).find()) {
      throw new IOException(rival.name() + " refused " + path + "\n" + out);
    }
    return new Sample(number(RATE, out), spent / Math.max(1, number(TOTAL, out)), percentile(out));
  }

  private static double percentile(String out) throws IOException {
    var found = PERCENTILE.matcher(out);
    if (!found.find()) {
      throw new IOException("wrk said: " + out);
    }
    return Double.parseDouble(found.group(1)) * MILLIS.getOrDefault(found.group(2), 1.0);
  }

  private static double number(Pattern pattern, String out) throws IOException {
    var found = pattern.matcher(out);
    if (!found.find()) {
      throw new IOException("wrk said: " + out);
    }
    return Double.parseDouble(found.group(1));
  }
}
