package io.berth.trace.otlp;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what the collector takes. It says once in our log that the collector is gone and once that
 * it is back, instead of the SDK, which writes around it.
 */
final class Delivery implements SpanExporter {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** Kept, as the platform forgets loggers that nobody holds, with their levels. */
  private static final Logger OF_THE_SDK = Logger.getLogger("io.opentelemetry");

  private final SpanExporter exporter;
  private final URI endpoint;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicBoolean gone = new AtomicBoolean();

  Delivery(SpanExporter exporter, URI endpoint) {
    this.exporter = exporter;
    this.endpoint = endpoint;
    OF_THE_SDK.setLevel(Level.OFF);
  }

  long sent() {
    return sent.get();
  }

  long failed() {
    return failed.get();
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int many = spans.size();
    var result = exporter.export(spans);
    return result.whenComplete(() -> taken(result, many));
  }

  private void taken(CompletableResultCode result, int many) {
    if (result.isSuccess()) {
      sent.addAndGet(many);
      if (gone.getAndSet(false)) {
        LOG.info("traces are taken by {} again", endpoint);
      }
    } else {
      failed.addAndGet(many);
      if (!gone.getAndSet(true)) {
        LOG.warn(
            "traces are not taken by {}, and lost until they are: {}",
            endpoint,
            String.valueOf(result.getFailureThrowable()));
      }
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
