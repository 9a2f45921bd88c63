package io.berth.trace.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which traces are recorded: of those that begin here a part, of those that a trusted proxy sends
 * the ones that it records. What a stranger says of that does not count, as otherwise anybody could
 * fill the collector, or keep out of it.
 */
final class OwnSampling implements Sampler {
  /** Set where the parent was named by somebody who is not trusted. */
  static final ContextKey<Boolean> BY_A_STRANGER = ContextKey.named("berth-by-a-stranger");

  private final Sampler trusted;
  private final Sampler strange;

  /**
   * @param ratio of the traces that begin here, from 0 to 1
   */
  OwnSampling(double ratio) {
    var own = Sampler.traceIdRatioBased(ratio);
    this.trusted = Sampler.parentBased(own);
    this.strange =
        Sampler.parentBasedBuilder(own)
            .setRemoteParentSampled(own)
            .setRemoteParentNotSampled(own)
            .build();
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    @Nullable Boolean stranger = parent.get(BY_A_STRANGER);
    return (stranger == null ? trusted : strange)
        .shouldSample(parent, traceId, name, kind, attributes, links);
  }

  @Override
  public String getDescription() {
    return "berth";
  }
}
