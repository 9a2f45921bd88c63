package io.berth.server.command;

import io.berth.catalog.Catalog;
import io.berth.catalog.DamagedContent;
import io.berth.ops.copy.BlobCopy;
import io.berth.server.config.Setting;
import io.berth.server.config.SettingSources.Found;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.server.place.BlobStores;
import io.berth.server.place.DataFolder;
import io.berth.server.place.StorePlaces;
import io.berth.sql.Dialect;
import io.berth.sql.Installation;
import java.io.PrintStream;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;

/**
 * {@code storage copy FROM TO [--region=NAME]}: copies the bytes of all blobs from one store into
 * another, of a region that has its own or of all that have none, beside servers that know both or
 * without one. Ends with 1 when some could not be copied.
 */
final class StorageCopyCommand implements Command {
  /** Each pass finds what came while the one before ran. */
  private static final int PASSES = 5;

  @Override
  public int run(Invocation invocation) throws Exception {
    var region = invocation.options().getOrDefault("region", "");
    var settings = settings(invocation, region);
    var folder = DataFolder.beside(settings);
    var names = StorePlaces.of(settings, folder).names(region);
    if (names.getFirst().equals(names.getLast())) {
      throw new UsageException("both are " + names.getFirst());
    }
    var out = invocation.out();
    try (var beside = CommandDatabase.open(settings, Clock.systemUTC())) {
      requireBoth(
          settings, region, new Installation(beside.database()).storage().orElse(""), names);
      return copy(region, settings, folder, beside, out);
    }
  }

  private static int copy(
      String region, Settings settings, DataFolder folder, CommandDatabase beside, PrintStream out)
      throws Exception {
    var blobs = settings.blobs();
    var own = blobs.regions().get(region);
    var to = own == null ? blobs.place() : own.place();
    var also = (own == null ? blobs.also() : own.also()).orElseThrow();
    try (var into = BlobStores.open(to, region, settings, folder);
        var from = BlobStores.open(also, region, settings, folder)) {
      var clock = Clock.systemUTC();
      var damaged = new DamagedContent(beside.database(), clock);
      var links =
          new Catalog(beside.database(), clock, settings.upkeep().gcGrace(), 0, damaged::damaged)
              .blobs();
      var name = StorePlaces.of(settings, folder).names(region).getFirst();
      return report(new BlobCopy(region, damaged, links, from, into), out, name);
    }
  }

  private static Settings settings(Invocation invocation, String region) {
    var words = invocation.words();
    var place = region.isEmpty() ? Setting.STORAGE : Setting.REGION_STORAGE;
    var also = region.isEmpty() ? Setting.STORAGE_ALSO : Setting.REGION_STORAGE_ALSO;
    var before = before(region);
    var values = new EnumMap<Setting, Found>(Setting.class);
    values.putAll(invocation.values());
    if (words.size() == 2) {
      values.put(also, new Found(before + words.get(0), "FROM"));
      values.put(place, new Found(before + words.get(1), "TO"));
    }
    if (words.size() == 1 || !values.containsKey(also)) {
      throw new UsageException(
          "say which store to copy and where to: file:, file:/folder or s3://bucket/prefix; keys of"
              + " the first are storage-also-access-key and its file, of the second"
              + " storage-access-key");
    }
    var settings = Settings.of(values);
    var own = settings.blobs().regions().get(region);
    if (!region.isEmpty() && (own == null || own.also().isEmpty())) {
      throw new UsageException(
          "region-storage and region-storage-also do not both name a store for the region "
              + region);
    }
    return settings;
  }

  /** A server that knows only one store would not find what is moved, or what is not. */
  private static void requireBoth(
      Settings settings, String region, String known, List<String> names) {
    var before = region.isEmpty() ? "" : region + ": ";
    var both = names.stream().map(before::concat).allMatch(name -> isOneOf(known, name));
    if (!both && mayRun(settings)) {
      throw new UsageException(
          ("the servers of this database know %s only: restart them with --%s %s --%s-also %s first,"
                  + " so that they find what is moved and what is not; or stop the server of an"
                  + " SQLite database")
              .formatted(
                  known,
                  region.isEmpty() ? "storage" : "region-storage",
                  before(region) + names.getFirst(),
                  region.isEmpty() ? "storage" : "region-storage",
                  before(region) + names.getLast()));
    }
  }

  private static String before(String region) {
    return region.isEmpty() ? "" : region + "=";
  }

  private static boolean isOneOf(String known, String name) {
    return List.of(known.split(" and ")).contains(name);
  }

  /** Only one server uses SQLite, and it holds the lock of its folder. */
  private static boolean mayRun(Settings settings) {
    if (settings.database().url().filter(url -> Dialect.of(url) != Dialect.SQLITE).isPresent()) {
      return true;
    }
    try (var _ = DataFolder.lock(settings)) {
      return false;
    } catch (UsageException _) {
      return true;
    }
  }

  private static int report(BlobCopy copy, PrintStream out, String into) throws Exception {
    for (int pass = 1; ; pass++) {
      var report =
          copy.run(
              far ->
                  out.printf(
                      "%,d blobs copied, %,d bytes; %,d are there already%n",
                      far.copied(), far.bytes(), far.present()));
      if (!report.lost().isEmpty()) {
        out.printf("%d cannot be copied, as they are lost or damaged:%n", report.lost().size());
        report.lost().forEach(digest -> out.println("  " + digest));
      }
      if (report.copied() == 0) {
        out.println("all that can be copied is in " + into);
        out.println("the first store may go when no server names it any more");
        return report.lost().isEmpty() ? 0 : 1;
      }
      if (pass == PASSES) {
        out.println("pushes still go to the first store: give the command once more later");
        return 1;
      }
    }
  }
}
