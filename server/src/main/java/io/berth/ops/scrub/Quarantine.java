package io.berth.ops.scrub;

import io.berth.audit.AuditLog;
import io.berth.catalog.DamagedContent;
import io.berth.catalog.DamagedContent.Kind;
import io.berth.catalog.StoredBlob;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.sql.Database;
import io.berth.storage.BlobStore;
import io.berth.storage.DamagedBlob;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of content that was found damaged, by a scrub or by somebody who wanted to read it:
 * it is taken out of sight, its file kept for people to look at, and the log, the metrics and the
 * audit logs of the registries that hold it tell of it. Clients are told that it is not there, and
 * the next push of it mends it.
 */
public final class Quarantine {
  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
  private static final int BUFFER = 128 << 10;

  /** How many repositories hear of one damaged blob in their audit log. */
  private static final int TOLD = 100;

  private static final AuditLog.Origin HERE = new AuditLog.Origin("", "");

  private final DamagedContent damages;
  private final BlobStore store;
  private final AuditLog audit;
  private final MeterRegistry metrics;

  public Quarantine(
      Database database, BlobStore store, Clock clock, AuditLog audit, MeterRegistry metrics) {
    this.damages = new DamagedContent(database, clock);
    this.store = store;
    this.audit = audit;
    this.metrics = metrics;
    Gauge.builder("berth.scrub.outstanding", damages, DamagedContent::outstanding)
        .description("blobs that are damaged until somebody pushes them again")
        .register(metrics);
  }

  /** Somebody found bytes that do not have this digest. */
  public void suspect(BlobLocation found) throws IOException {
    var blob = damages.blob(found);
    if (blob.isPresent()) {
      try {
        confirmed(blob.get(), Kind.CORRUPT, new ReadRate(Long.MAX_VALUE));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the server is stopping", e);
      }
    }
  }

  /** This manifest's bytes do not have its digest. */
  public void manifest(DamagedContent.Manifest manifest) {
    if (!damages.damaged(manifest)) {
      return;
    }
    metrics.counter("berth.scrub.damaged", "kind", "MANIFEST").increment();
    LOG.error(
        "manifest {} is corrupt: it counts as absent until it is pushed again", manifest.digest());
    damages
        .holder(manifest)
        .ifPresent(holder -> tell(holder, manifest.digest(), "artifact", Kind.CORRUPT));
  }

  /** What is wrong with the bytes; null when nothing is. */
  @Nullable Kind fault(StoredBlob blob, ReadRate throttle)
      throws IOException, InterruptedException {
    var bytes = store.open(blob.location(), 0, Long.MAX_VALUE);
    if (bytes.isEmpty()) {
      return Kind.MISSING;
    }
    try (var in = bytes.get()) {
      return size(in, throttle) == blob.size() ? null : Kind.CORRUPT;
    } catch (DamagedBlob _) {
      return Kind.CORRUPT;
    }
  }

  private static long size(InputStream in, ReadRate throttle)
      throws IOException, InterruptedException {
    var buffer = new byte[BUFFER];
    long size = 0;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      size += count;
      throttle.done(count);
    }
    return size;
  }

  /**
   * A second look while nobody can push it anew; what is wrong then goes to the quarantine.
   *
   * @return what is wrong; null when nothing is, or somebody else is at it
   */
  @Nullable Kind confirmed(StoredBlob blob, Kind first, ReadRate throttle)
      throws IOException, InterruptedException {
    var suspect = damages.suspect(blob, first);
    if (suspect.isEmpty()) {
      return null;
    }
    var kind = first;
    try {
      kind = fault(blob, throttle);
      if (kind == Kind.CORRUPT) {
        store.quarantine(blob.location());
      }
    } finally {
      damages.settle(suspect.get(), kind);
    }
    if (kind != null) {
      metrics.counter("berth.scrub.damaged", "kind", kind.name()).increment();
      LOG.error("blob {} is {}: it counts as absent until it is pushed again", blob.digest(), kind);
      for (var holder : damages.holders(blob, TOLD)) {
        tell(holder, blob.digest(), "blob", kind);
      }
    }
    return kind;
  }

  private void tell(DamagedContent.Holder holder, Digest digest, String type, Kind kind) {
    var resource = holder.repository().value() + "@" + digest;
    audit.write(
        new AuditLog.Event(
            holder.registry(),
            holder.repository().projectName(),
            "system",
            resource,
            type,
            "quarantine",
            switch (kind) {
                  case CORRUPT -> "the stored bytes are not what the digest says";
                  case MISSING -> "the stored bytes are missing";
                }
                + ": it counts as absent until it is pushed again",
            true,
            HERE));
  }
}
