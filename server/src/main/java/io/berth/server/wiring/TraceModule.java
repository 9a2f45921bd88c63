package io.berth.server.wiring;

import io.berth.server.config.TraceSettings;
import io.berth.server.config.UsageException;
import io.berth.server.config.Version;
import io.berth.trace.Tracer;
import io.berth.trace.otlp.Collector;
import io.berth.trace.otlp.OtlpTracer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Where traces go, when an operator says so; of OpenTelemetry nothing is loaded otherwise. */
final class TraceModule {
  private TraceModule() {}

  static Optional<Tracer> of(
      TraceSettings settings, MeterRegistry metrics, InstantSource clock, Resources resources) {
    return settings
        .endpoint()
        .map(
            endpoint -> {
              var collector =
                  new Collector(
                      endpoint,
                      settings.headers(),
                      settings.certificates().map(TraceModule::read),
                      settings.ratio(),
                      settings.service(),
                      Version.version(),
                      UUID.randomUUID().toString());
              try {
                return resources.add(new OtlpTracer(collector, metrics, clock));
              } catch (IllegalArgumentException e) {
                throw new UsageException("otlp-certificate-file: " + e.getMessage());
              }
            });
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UsageException("cannot read otlp-certificate-file " + file + ": " + e);
    }
  }
}
