package io.berth.bench;

import io.berth.client.Content;
import io.berth.e2e.fixtures.Command;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The load generator wrk. */
final class Wrk {
  private static final Pattern TOTAL = Pattern.compile("(\\d+) requests in");
  private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
  private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

  private final int seconds;

  Wrk(int seconds) {
    this.seconds = seconds;
  }

  /** GETs per second over so many connections. Only GETs: wrk waits for the body of a HEAD. */
  Sample run(Rival rival, String path, int connections) throws IOException {
    var words =
        new ArrayList<>(
            List.of(
                "wrk",
                "-t",
                String.valueOf(Math.min(2, connections)),
                "-c",
                String.valueOf(connections),
                "-d",
                seconds + "s",
                "-H",
                "Host: " + rival.endpoint().authority(),
                "-H",
                "Accept: " + Content.MANIFEST + ", */*"));
    if (!rival.authorization().isEmpty()) {
      words.addAll(List.of("-H", "Authorization: " + rival.authorization()));
    }
    words.add("http://127.0.0.1:" + rival.endpoint().port() + path);
    long before = rival.cpuMicros();
    var out = Command.of(words).run().ok();
    long spent = rival.cpuMicros() - before;
    if (REFUSED.matcher(out).find()) {
      throw new IOException(rival.name() + " refused " + path + "\n" + out);
    }
    return new Sample(number(RATE, out), spent / Math.max(1, number(TOTAL, out)));
  }

  private static double number(Pattern pattern, String out) throws IOException {
    var found = pattern.matcher(out);
    if (!found.find()) {
      throw new IOException("wrk said: " + out);
    }
    return Double.parseDouble(found.group(1));
  }
}
