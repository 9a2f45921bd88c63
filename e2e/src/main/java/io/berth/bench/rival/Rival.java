package io.berth.bench.rival;

import io.berth.client.Client;
import io.berth.client.Endpoint;
import io.berth.client.Tenant;
import io.berth.client.Usage;
import io.berth.e2e.fixtures.BerthProcess;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A server that takes part.
 *
 * @param authorization header value of the requests it gets, "" for none
 * @param tlsPort 0 without HTTPS
 * @param pid its main process; children count too
 */
public record Rival(String name, Endpoint endpoint, int tlsPort, String authorization, long pid) {
  public static final String BERTH = "berth";

  /** Berth as it runs now, asked with the administrator's name and password. */
  public static Rival administrator(BerthProcess berth, Tenant tenant) {
    return new Rival(
        BERTH,
        tenant.endpoint(),
        berth.tlsPort(),
        Client.basic(tenant.user(), tenant.password()),
        berth.pid());
  }

  /** Berth as it runs now, asked with a token to pull from and push to one repository. */
  public static Rival withToken(BerthProcess berth, Tenant tenant, String repository)
      throws IOException {
    var scope = "repository:" + repository + ":pull,push";
    var token = "Bearer " + tenant.token(tenant.user(), tenant.password(), scope);
    return new Rival(BERTH, tenant.endpoint(), berth.tlsPort(), token, berth.pid());
  }

  /** The same by another name. */
  public Rival named(String another) {
    return new Rival(another, endpoint, tlsPort, authorization, pid);
  }

  /** Processor time of all its processes, in microseconds. */
  public long cpuMicros() throws IOException {
    return cpuMicros(List.of(pid));
  }

  /** Processor time of these processes and their children, in microseconds. */
  public static long cpuMicros(List<Long> main) throws IOException {
    long sum = 0;
    for (long each : main.stream().flatMapToLong(Rival::family).toArray()) {
      sum += new Usage(each).cpuMicros();
    }
    return sum;
  }

  /** Memory of all its processes, in MiB. */
  public double residentMebibytes() throws IOException {
    long sum = 0;
    for (long each : family(pid).toArray()) {
      sum += new Usage(each).residentBytes();
    }
    return sum / (double) (1 << 20);
  }

  private static LongStream family(long pid) {
    var children =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToLong(ProcessHandle::pid);
    return LongStream.concat(LongStream.of(pid), children);
  }
}
