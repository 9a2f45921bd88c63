package io.berth.server.place;

import io.berth.ops.scrub.KeptStores;
import io.berth.server.config.BlobSettings;
import io.berth.server.config.BlobSettings.Place;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the stores are that the settings name, and what people are told they are called. */
public final class StorePlaces {
  private static final Logger LOG = LoggerFactory.getLogger(StorePlaces.class);

  private final List<Named> all;

  private StorePlaces(List<Named> all) {
    this.all = List.copyOf(all);
  }

  /**
   * @param setting that names it
   * @param region empty for the store of all regions that have none of their own
   * @param folder the real one, without links; absent for a bucket
   */
  private record Named(String setting, String region, Place place, Path folder, String name) {
    /** As {@code installation} has it. */
    String known() {
      return region.isEmpty() ? name : region + ": " + name;
    }

    private boolean equalsPlaceOf(Named other) {
      boolean onDisk = place instanceof BlobSettings.Folder;
      boolean both = onDisk && other.place instanceof BlobSettings.Folder;
      return name.equals(other.name) || (both && folder.equals(other.folder));
    }

    private boolean overlaps(Named other) {
      return switch (place) {
        case BlobSettings.Folder _ ->
            other.place instanceof BlobSettings.Folder
                && (folder.startsWith(other.folder) || other.folder.startsWith(folder));
        case BlobSettings.Bucket bucket ->
            other.place instanceof BlobSettings.Bucket that
                && bucket.address().overlaps(that.address());
      };
    }
  }

  /** Those of the settings: of each region the one for new blobs first. */
  public static StorePlaces of(Settings settings, DataFolder data) {
    var blobs = settings.blobs();
    var all = new ArrayList<Named>();
    all.add(named("storage", "", blobs.place(), data));
    blobs.also().ifPresent(place -> all.add(named("storage-also", "", place, data)));
    blobs
        .regions()
        .forEach(
            (region, storage) -> {
              all.add(named("region-storage", region, storage.place(), data));
              storage
                  .also()
                  .ifPresent(place -> all.add(named("region-storage-also", region, place, data)));
            });
    return new StorePlaces(all);
  }

  private static Named named(String setting, String region, Place place, DataFolder data) {
    return switch (place) {
      case BlobSettings.Folder on -> {
        var path = path(on, data);
        yield new Named(setting, region, place, real(path), "file:" + path);
      }
      case BlobSettings.Bucket bucket ->
          new Named(setting, region, place, Path.of(""), bucket.address().toString());
    };
  }

  static Path path(BlobSettings.Folder place, DataFolder data) {
    return place.path().orElse(data.path()).toAbsolutePath().normalize();
  }

  /** Through all links of what is there already. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException _) {
      var parent = path.getParent();
      return parent == null ? path : real(parent).resolve(path.getFileName());
    }
  }

  /** What the stores of a region are called: that of new blobs first. */
  public List<String> names(String region) {
    return all.stream().filter(it -> it.region().equals(region)).map(Named::name).toList();
  }

  /** All of them, as servers tell the database that they know them. */
  String known() {
    return all.stream().map(Named::known).collect(Collectors.joining(" and "));
  }

  /**
   * A server deletes what is in a store and not in its tables, and a region's blobs are for its
   * registries alone: no two of them may lie in one place. Between two that are one region's, blobs
   * may move from a place to one within it.
   *
   * @throws UsageException naming two that do
   */
  void requireApart() {
    for (int i = 0; i < all.size(); i++) {
      for (int k = 0; k < i; k++) {
        var one = all.get(k);
        var other = all.get(i);
        if (one.region().equals(other.region())) {
          if (one.equalsPlaceOf(other)) {
            throw new UsageException(
                "%s must be another store than %s: %s"
                    .formatted(words(other), words(one), one.name()));
          }
        } else if (one.overlaps(other)) {
          throw new UsageException(
              ("%s (%s) and %s (%s) are in one place, where each would take what is of the other:"
                      + " give each a folder, a bucket or a prefix of its own, that is not within"
                      + " the other")
                  .formatted(words(one), one.name(), words(other), other.name()));
        }
      }
    }
  }

  /**
   * @throws UsageException naming a region whose store is not among these, though there are blobs
   */
  void requireAllOf(KeptStores kept) {
    for (var region : kept.ofRegistries()) {
      require(region, "registries of the region " + region + " keep their blobs in it");
    }
    for (var region : kept.ofBlobs()) {
      require(region, "blobs of registries that were deleted wait there for the collector");
    }
    for (var region : own()) {
      long before = kept.madeBefore(region);
      if (before > 0) {
        LOG.info(
            "{} registries of the region {} were made before it had a store of its own: they keep"
                + " their blobs where they are, in the store that storage names",
            before,
            region);
      }
    }
  }

  private void require(String region, String why) {
    if (!region.isEmpty() && !own().contains(region)) {
      throw new UsageException(
          ("region-storage names no store for the region %s, and %s. Nothing was changed. Name the"
                  + " store it had; registries never change theirs, and what is in another place by"
                  + " now is named by region-storage, with the old one as region-storage-also")
              .formatted(region, why));
    }
  }

  private Set<String> own() {
    return all.stream()
        .map(Named::region)
        .filter(region -> !region.isEmpty())
        .collect(Collectors.toSet());
  }

  private static String words(Named store) {
    return store.setting() + (store.region().isEmpty() ? "" : " of " + store.region());
  }
}
