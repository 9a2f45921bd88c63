package io.berth.bench.load;

import io.berth.bench.rival.Rival;
import java.io.IOException;
import java.util.List;

/** How something is asked for. */
public sealed interface Transport permits Connections, Http2 {
  int FEW = 8;

  /** Eight at once, in plain or over TLS. */
  static List<Transport> all(boolean secure) {
    var kept = new Connections(FEW, false, secure);
    var anew = new Connections(FEW, true, secure);
    return secure ? List.of(kept, anew, new Http2(FEW, 1), new Http2(1, FEW)) : List.of(kept, anew);
  }

  /** As the case of a row says it. */
  String words();

  /** Whether it goes over TLS. */
  boolean secure();

  /** GETs per second; only those, and all answered 200. */
  Sample get(Rival rival, String path, int seconds) throws IOException;
}
