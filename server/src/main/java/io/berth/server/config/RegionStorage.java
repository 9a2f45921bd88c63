package io.berth.server.config;

import io.berth.control.registry.Region;
import io.berth.server.config.BlobSettings.Place;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The store that a region has of its own.
 *
 * @param also what its blobs are read from besides, while they move
 */
public record RegionStorage(Place place, Optional<Place> also) {

  /**
   * {@code GRA=s3://bucket/prefix?…,DE=file:/folder}: by the name of the region.
   *
   * @param storage reads one of the places
   * @throws IllegalArgumentException saying what is wrong
   */
  static Map<String, Place> places(String value, Function<String, Place> storage) {
    var places = new TreeMap<String, Place>();
    for (var pair : Settings.words(value)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "say a region and its store, as in GRA=s3://bucket/prefix,DE=file:/folder, not "
                + pair);
      }
      var region = pair.substring(0, equals).strip();
      if (Region.of(region).isEmpty()) {
        throw new IllegalArgumentException(
            "there is no region %s: say one of %s"
                .formatted(region, String.join(", ", Region.names())));
      }
      if (places.put(region, storage.apply(pair.substring(equals + 1).strip())) != null) {
        throw new IllegalArgumentException("the region " + region + " has two stores");
      }
    }
    return places;
  }

  /**
   * @throws UsageException when a region has a second store only
   */
  static Map<String, RegionStorage> of(Map<String, Place> own, Map<String, Place> also) {
    for (var region : also.keySet()) {
      if (!own.containsKey(region)) {
        throw new UsageException(
            "region-storage-also: the region %s has no store of its own: name it in region-storage"
                .formatted(region));
      }
    }
    var regions = new TreeMap<String, RegionStorage>();
    own.forEach(
        (region, place) ->
            regions.put(region, new RegionStorage(place, Optional.ofNullable(also.get(region)))));
    return regions;
  }
}
