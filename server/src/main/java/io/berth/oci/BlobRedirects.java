package io.berth.oci;

import io.berth.http.message.AddressRange;
import io.berth.http.message.Request;
import io.berth.ops.content.LinkedBlob;
import io.berth.tenant.RegistryId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which pulls are sent to the store itself. Whoever has such a URL reads the blob with it from any
 * address, for as long as it is valid; so no pull from a registry is, that lets in some addresses
 * only.
 */
public final class BlobRedirects {
  /** Long enough to begin a download. */
  private static final Duration VALIDITY = Duration.ofMinutes(5);

  private final List<AddressRange> clients;
  private final Predicate<RegistryId> isClosed;

  /**
   * @param clients whose pulls may be sent elsewhere
   * @param isClosed whether a registry lets in some addresses only
   */
  public BlobRedirects(List<AddressRange> clients, Predicate<RegistryId> isClosed) {
    this.clients = clients;
    this.isClosed = isClosed;
  }

  /** Where the client is to go; empty when it is answered here. */
  Optional<URI> to(Request request, LinkedBlob blob) {
    var client = request.remoteAddress();
    return clients.stream().noneMatch(block -> block.contains(client))
            || request.registry().filter(one -> !isClosed.test(one.id())).isEmpty()
        ? Optional.empty()
        : blob.link(VALIDITY);
  }
}
