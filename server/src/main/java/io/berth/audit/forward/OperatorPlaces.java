package io.berth.audit.forward;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Where the operator wants the events of all registries. */
public final class OperatorPlaces {
  private final Map<Long, ForwardPlace> places = new LinkedHashMap<>();

  public OperatorPlaces(List<ForwardPlace> places) {
    places.forEach(place -> this.places.put(id(place), place));
  }

  /** The same after a restart, in whatever order they are named. */
  private static long id(ForwardPlace place) {
    var name = (place.kind().word() + " " + place.address()).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).getMostSignificantBits() & Long.MAX_VALUE;
  }

  Set<Long> ids() {
    return places.keySet();
  }

  Optional<ForwardPlace> find(long id) {
    return Optional.ofNullable(places.get(id));
  }
}
