package io.berth.bench.load;

import io.berth.bench.rival.Rival;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Over HTTP/1.1, by wrk.
 *
 * @param count at once
 * @param anew each is used for one request only
 * @param secure over TLS
 */
public record Connections(int count, boolean anew, boolean secure) implements Transport {

  /** In plain, then over TLS. */
  public static List<Connections> all() {
    return Stream.concat(Transport.all(false).stream(), Transport.all(true).stream())
        .filter(Connections.class::isInstance)
        .map(Connections.class::cast)
        .toList();
  }

  @Override
  public String words() {
    return (anew ? count + " at a time, a new connection each" : count + " connections kept")
        + (secure ? ", TLS 1.3" : "");
  }

  @Override
  public Sample get(Rival rival, String path, int seconds) throws IOException {
    return new Wrk(seconds, anew, secure).run(rival, path, count);
  }
}
