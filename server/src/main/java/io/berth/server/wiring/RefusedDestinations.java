package io.berth.server.wiring;

import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundNetworks;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places that owners named, perhaps under another setting, and that {@code outbound-networks} keeps
 * the server from asking: people who try to sign in there are told little, so the operator is told.
 */
final class RefusedDestinations {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedDestinations.class);

  private final Outbound outbound;
  private final OutboundNetworks networks;

  RefusedDestinations(Outbound outbound, OutboundNetworks networks) {
    this.outbound = outbound;
    this.networks = networks;
  }

  /**
   * Looks their names up in the background, and warns of each that is refused.
   *
   * @param places URLs by what they are
   */
  void warn(Map<String, List<String>> places) {
    Thread.ofVirtual()
        .name("places that are not asked")
        .start(() -> notices(places).forEach(LOG::warn));
  }

  /** What is said. */
  List<String> notices(Map<String, List<String>> places) {
    var notices = new ArrayList<String>();
    places.forEach(
        (what, urls) ->
            urls.forEach(
                url ->
                    outbound
                        .refusal(URI.create(url))
                        .ifPresent(
                            why ->
                                notices.add(
                                    ("the %s %s is not asked: %s; outbound-networks is %s, to allow"
                                            + " it list the block of that address there")
                                        .formatted(what, url, why, networks)))));
    return notices;
  }
}
