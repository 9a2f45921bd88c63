package io.berth.bench;

import io.berth.client.Endpoint;
import io.berth.client.Usage;
import java.io.IOException;
import java.util.stream.LongStream;

/**
 * A server that takes part.
 *
 * @param authorization header value of the requests it gets, "" for none
 * @param tlsPort 0 without HTTPS
 * @param pid its main process; children count too
 */
record Rival(String name, Endpoint endpoint, int tlsPort, String authorization, long pid) {
  static final String BERTH = "berth";

  /** The same by another name. */
  Rival named(String another) {
    return new Rival(another, endpoint, tlsPort, authorization, pid);
  }

  /** Processor time of all its processes, in microseconds. */
  long cpuMicros() throws IOException {
    long sum = 0;
    for (long each : pids()) {
      sum += new Usage(each).cpuMicros();
    }
    return sum;
  }

  /** Memory of all its processes, in MiB. */
  double residentMebibytes() throws IOException {
    long sum = 0;
    for (long each : pids()) {
      sum += new Usage(each).residentBytes();
    }
    return sum / (double) (1 << 20);
  }

  private long[] pids() {
    var children =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToLong(ProcessHandle::pid);
    return LongStream.concat(LongStream.of(pid), children).toArray();
  }
}
