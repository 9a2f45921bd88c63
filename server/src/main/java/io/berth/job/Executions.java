package io.berth.job;

import io.berth.fault.FaultException;
import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.memory.StoredJson;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Executions as people ask for them, look at them and end them: table {@code execution}. */
public final class Executions {
  /** Past executions of a vendor that are kept. */
  public static final int KEPT = 100;

  private static final Duration LONGEST_KEPT = Duration.ofDays(90);

  /** What lists of executions can be filtered and sorted by, of a row {@code e}. */
  public static final List<Column> LISTED =
      List.of(
          Column.number("id", "e.id"),
          Column.text("status", "upper(substr(e.status, 1, 1)) || lower(substr(e.status, 2))"),
          Column.text("trigger", "e.cause"),
          Column.time("creation_time", "e.created_at"),
          Column.time("start_time", "coalesce(e.started_at, 0)"),
          Column.time("end_time", "coalesce(e.ended_at, 0)"),
          Column.time("update_time", "coalesce(e.ended_at, e.started_at, e.created_at)"));

  /** Executions, as they are listed: the latest first. */
  public static final Listing<Execution> LIST =
      new Listing<>(
          Execution.COLUMNS,
          "execution e",
          "e.id",
          (row, _) -> Execution.of(row),
          "e.id DESC",
          Stream.concat(
                  LISTED.stream(),
                  Stream.of(
                      Column.text("vendor_type", "e.type"),
                      Column.number("vendor_id", "e.vendor_id")))
              .toList());

  private final Database database;
  private final InstantSource clock;
  private volatile Runnable begin = () -> {};

  /**
   * @param clock what time it is for all servers of the database
   */
  Executions(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Asks for an execution; some server begins it soon.
   *
   * @param parameters are kept as JSON
   * @throws FaultException Conflict JOB_RUNNING while another one of the vendor is not over
   */
  public Execution ask(
      Vendor vendor, Execution.Trigger trigger, String startedBy, Object parameters) {
    var json = StoredJson.write(parameters);
    var asked =
        database.write(
            handle ->
                ask(handle, vendor, trigger, startedBy, json)
                    .orElseThrow(
                        () ->
                            FaultException.conflict(
                                "JOB_RUNNING",
                                "execution "
                                    + open(handle, vendor).map(String::valueOf).orElse("")
                                    + " is not over yet")));
    begin.run();
    return asked;
  }

  /**
   * Whoever asks in this process need not wait for its next look.
   *
   * @param begin returns at once
   */
  void onAsked(Runnable begin) {
    this.begin = begin;
  }

  /**
   * The same within the caller's transaction.
   *
   * @param parameters as JSON
   * @return empty while another one is not over
   */
  Optional<Execution> ask(
      Handle handle,
      Vendor vendor,
      Execution.Trigger trigger,
      String startedBy,
      String parameters) {
    database.oneByOne(handle, "execution of " + vendor);
    if (open(handle, vendor).isPresent()) {
      return Optional.empty();
    }
    ExecutionRow.forgetOld(handle, vendor, KEPT - 1);
    long id =
        ExecutionRow.insert(
            handle,
            vendor,
            trigger,
            startedBy,
            parameters,
            Execution.Status.PENDING,
            Micros.of(clock.instant()));
    return find(handle, id);
  }

  private static Optional<Long> open(Handle handle, Vendor vendor) {
    return ExecutionRow.of(
            handle.createQuery(
                "SELECT id FROM execution WHERE ended_at IS NULL AND registry_id = :registry"
                    + " AND type = :type AND vendor_id = :vendor LIMIT 1"),
            vendor)
        .mapTo(Long.class)
        .findOne();
  }

  /** Notes within the caller's transaction what a server did on its own; the new row's id. */
  public long note(Handle handle, Vendor vendor, Object parameters) {
    ExecutionRow.forgetOld(handle, vendor, KEPT - 1);
    return ExecutionRow.insert(
        handle,
        vendor,
        Execution.Trigger.EVENT,
        "",
        StoredJson.write(parameters),
        Execution.Status.SUCCESS,
        Micros.of(clock.instant()));
  }

  /**
   * Asks an execution to stop: one that waits is over at once, one under way after its next step.
   *
   * @return false when the registry has no such execution
   */
  public boolean stop(RegistryId registry, long id) {
    return stop(
            Condition.of(
                "registry_id = :registry AND id = :id",
                Map.of("registry", registry.value(), "id", id)))
        > 0;
  }

  /** The same with all of a registry that wait, of one kind or of all (null); how many. */
  public int stopWaiting(RegistryId registry, @Nullable JobType type) {
    var waiting = "registry_id = :registry AND status = 'PENDING'";
    return stop(
        type == null
            ? Condition.of(waiting, Map.of("registry", registry.value()))
            : Condition.of(
                waiting + " AND type = :type",
                Map.of("registry", registry.value(), "type", type.name())));
  }

  /** The same with all of a registry that are under way; how many. */
  public int stopRunning(RegistryId registry) {
    return stop(
        Condition.of(
            "registry_id = :registry AND status = 'RUNNING' AND ended_at IS NULL",
            Map.of("registry", registry.value())));
  }

  private int stop(Condition which) {
    var now = Micros.of(clock.instant());
    return database.write(handle -> ExecutionRow.stop(handle, which, now));
  }

  /** A registry's execution; {@code registry} null for any. */
  public Optional<Execution> find(@Nullable RegistryId registry, long id) {
    return database
        .read(handle -> find(handle, id))
        .filter(it -> registry == null || it.vendor().registry().equals(registry.value()));
  }

  /** The execution of a vendor. */
  public Optional<Execution> find(Vendor vendor, long id) {
    return database
        .read(handle -> find(handle, id))
        .filter(
            it ->
                it.vendor().registry().equals(vendor.registry())
                    && it.vendor().type() == vendor.type()
                    && it.vendor().id() == vendor.id());
  }

  static Optional<Execution> find(Handle handle, long id) {
    return handle
        .createQuery("SELECT " + Execution.COLUMNS + " FROM execution e WHERE e.id = :id")
        .bind("id", id)
        .map((row, _) -> Execution.of(row))
        .findOne();
  }

  /** What an execution has to say, line by line. */
  public String log(long id) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT log FROM execution WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElse(""));
  }

  /** A vendor's executions. */
  public Listed<Execution> list(Vendor vendor, ListQuery query) {
    return LIST.find(database, of(vendor), query);
  }

  /** Which rows {@code e} are a vendor's. */
  public static Condition of(Vendor vendor) {
    return Condition.of(
        "e.registry_id = :registry AND e.type = :type AND e.vendor_id = :vendor",
        Map.of("registry", vendor.registry(), "type", vendor.type().name(), "vendor", vendor.id()));
  }

  /** A registry's executions of all kinds. */
  public Listed<Execution> list(RegistryId registry, ListQuery query) {
    return LIST.find(
        database,
        Condition.of("e.registry_id = :registry", Map.of("registry", registry.value())),
        query);
  }

  /** A registry's executions that are not over, the oldest first. */
  public List<Execution> open(RegistryId registry) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + Execution.COLUMNS
                        + " FROM execution e WHERE e.ended_at IS NULL"
                        + " AND e.registry_id = :registry ORDER BY e.id")
                .bind("registry", registry.value())
                .map((row, _) -> Execution.of(row))
                .list());
  }

  /** Forgets executions that ended long ago. */
  long prune() {
    var before = Micros.of(clock.instant().minus(LONGEST_KEPT));
    return database.write(handle -> ExecutionRow.forgetEnded(handle, before));
  }

  /** Forgets a vendor's executions within the caller's transaction, also one under way. */
  public static void forget(Handle handle, Vendor vendor) {
    ExecutionRow.forget(handle, vendor);
  }
}
