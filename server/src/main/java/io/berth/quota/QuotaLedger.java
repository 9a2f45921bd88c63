package io.berth.quota;

import com.github.benmanes.caffeine.cache.Cache;
import io.berth.catalog.QuotaShares;
import io.berth.catalog.Quotas;
import io.berth.catalog.Trash;
import io.berth.content.Digest;
import io.berth.fault.FaultException;
import io.berth.quota.QuotaRefusal.Known;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps projects within their quota and registries within their plan. What is stored is counted in
 * SQL by the transaction that stores it; what is only on its way is set aside here, in memory, so
 * that pushes side by side never wait for one another. Deleting is never asked about.
 *
 * <p>No pushes together pass a limit, on however many servers: where there are several, what one
 * sets aside lies within a share of the room that it has of the database ({@link SharedRoom}).
 */
public final class QuotaLedger {
  /** How long an upload that nobody works on keeps what it has set aside. */
  static final Duration REST = Duration.ofMinutes(15);

  /** With so many bytes free a moment ago, nobody asks whether there is room for one. */
  private static final long PLENTY = 256L << 20;

  private final Quotas quotas;
  private final Trash trash;
  private final InstantSource clock;
  private final @Nullable SharedRoom shared;
  private final OwnRoom own = new OwnRoom();
  private final ConcurrentMap<Long, Long> ofProjects = new ConcurrentHashMap<>();
  private final ConcurrentMap<RegistryId, Long> ofRegistries = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Held> uploads = new ConcurrentHashMap<>();

  /** Figures as they were read last, by project. */
  private final Cache<Long, Quotas.Figures> lately = OwnRoom.cache();

  /**
   * Of the only server on its database.
   *
   * @param trash what is emptied, the oldest first, before a registry's plan is full
   */
  public QuotaLedger(Quotas quotas, Trash trash, InstantSource clock) {
    this.quotas = quotas;
    this.trash = trash;
    this.clock = clock;
    this.shared = null;
  }

  /** Of one of several servers. */
  public QuotaLedger(Quotas quotas, Trash trash, QuotaShares shares, InstantSource clock) {
    this.quotas = quotas;
    this.trash = trash;
    this.clock = clock;
    this.shared = new SharedRoom(shares);
  }

  /** Where bytes count. */
  record Place(Registry registry, long projectId) {}

  /** What one upload has set aside; guarded by itself. */
  private static final class Held {
    private final Place place;
    private long bytes;
    private int users;
    private Instant rests;
    private boolean over;

    Held(Place place, Instant now) {
      this.place = place;
      this.rests = now;
    }
  }

  /**
   * Begins a request's work on an upload; the caller closes.
   *
   * @param uploadId stays the same over the upload's requests
   */
  public UploadRoom open(Registry registry, long projectId, String uploadId) {
    var place = new Place(registry, projectId);
    uploads.compute(
        uploadId,
        (_, known) -> {
          var held = known == null ? new Held(place, clock.instant()) : known;
          synchronized (held) {
            held.users++;
          }
          return held;
        });
    return new UploadRoom(this, uploadId);
  }

  /**
   * Asks before an upload begins, as long as nobody knows how much it will be.
   *
   * @throws FaultException QuotaExceeded when there is no room for a single byte
   */
  public void requireRoom(Registry registry, long projectId) {
    var place = new Place(registry, projectId);
    if (hadRoom(place, quotas.hard(projectId))) {
      return;
    }
    take(place, 1, Known.NOTHING);
    giveBack(place, 1);
  }

  /** Whether memory alone tells that {@link #requireRoom} refuses nothing; never waits. */
  public boolean hadRoom(Registry registry, long projectId) {
    return quotas
        .peekHard(projectId)
        .filter(hard -> hadRoom(new Place(registry, projectId), hard))
        .isPresent();
  }

  /** Whether there was much room a moment ago, under today's limits: so an upload may begin. */
  private boolean hadRoom(Place place, long hard) {
    var used = lately.getIfPresent(place.projectId());
    if (used == null) {
      return false;
    }
    var then =
        new Quotas.Figures(
            used.projectUsed() + reserved(place.projectId()) + PLENTY,
            hard,
            used.registryUsed() + reserved(place.registry().id()) + PLENTY);
    return QuotaRefusal.of(place, Known.NOTHING, PLENTY, then) == null;
  }

  /** Sets aside {@code total} bytes in all for an upload that is in use. */
  void grow(String uploadId, long total) {
    var held = uploads.get(uploadId);
    if (held == null) {
      return; // stored or dropped by another request
    }
    synchronized (held) {
      if (total > held.bytes && !held.over) {
        take(held.place, total - held.bytes, Known.NOTHING);
        held.bytes = total;
      }
    }
  }

  /** Ends a request's work on an upload, which keeps at most {@code bytes} for a while. */
  void rest(String uploadId, long bytes) {
    var held = uploads.get(uploadId);
    if (held == null) {
      return;
    }
    synchronized (held) {
      held.users--;
      held.rests = clock.instant();
      if (held.users == 0 && bytes < held.bytes) {
        giveBack(held.place, held.bytes - bytes);
        held.bytes = bytes;
      }
    }
  }

  /** Gives everything back: the upload was stored and is counted now, or it was dropped. */
  public void release(String uploadId) {
    var held = uploads.remove(uploadId);
    if (held != null) {
      end(held);
    }
  }

  private void end(Held held) {
    synchronized (held) {
      held.over = true;
      giveBack(held.place, held.bytes);
      held.bytes = 0;
    }
  }

  /** Gives back what uploads hold that nobody came back to. A job for every minute. */
  public void sweep() {
    var before = clock.instant().minus(REST);
    for (var id : uploads.keySet()) {
      uploads.computeIfPresent(
          id,
          (_, held) -> {
            synchronized (held) {
              if (held.users > 0 || held.rests.isAfter(before)) {
                return held;
              }
              end(held);
              return null;
            }
          });
    }
  }

  /**
   * Sets bytes aside while something is stored in one step; the caller closes when its transaction
   * is over. A digest that the project holds already takes no room.
   *
   * @throws FaultException QuotaExceeded
   */
  public QuotaReservation hold(Registry registry, long projectId, Digest digest, long bytes) {
    var place = new Place(registry, projectId);
    return new QuotaReservation(this, place, bytes, take(place, bytes, known(place, digest)));
  }

  /**
   * {@link #hold} for what another project of the registry holds: all that the project does not
   * hold too takes room there, and none in the registry.
   *
   * @param sizes what is stored, as it is
   * @throws FaultException QuotaExceeded
   */
  public QuotaReservation holdCopies(Registry registry, long projectId, Map<Digest, Long> sizes) {
    var place = new Place(registry, projectId);
    var held = quotas.projectHolds(projectId, sizes.keySet());
    long bytes =
        sizes.entrySet().stream()
            .filter(it -> !held.contains(it.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    var known = new Known(() -> bytes == 0, () -> true);
    return new QuotaReservation(this, place, bytes, take(place, bytes, known));
  }

  private Known known(Place place, Digest digest) {
    return new Known(
        () -> quotas.projectHolds(place.projectId(), digest),
        () -> quotas.registryHolds(place.registry().id(), digest));
  }

  /**
   * A refusal may come from a number that was about to fall, so it is looked at once more; and what
   * lies in the trash gives way to what is stored.
   */
  private Quotas.Figures take(Place place, long bytes, Known known) {
    var answer = attempt(place, bytes, known);
    while (answer.missingInPlan() > 0
        && trash.makeRoom(place.registry().id(), answer.missingInPlan())) {
      answer = attempt(place, bytes, known);
    }
    long end = System.nanoTime() + SharedRoom.GIVEN_BACK.toNanos();
    boolean again = answer.refusal() != null;
    while (again) {
      answer = attempt(place, bytes, known);
      again =
          shared != null
              && answer.refusal() != null
              && answer.others()
              && shared.awaitGivenBack(end);
    }
    if (answer.refusal() != null) {
      throw new FaultException(answer.refusal().fault());
    }
    return answer.used();
  }

  /**
   * @param others whether other servers have room of which they may give something back
   */
  private record Answer(Quotas.Figures used, @Nullable QuotaRefusal refusal, boolean others) {
    long missingInPlan() {
      return refusal != null && refusal.ofPlan() ? refusal.missing() : 0;
    }
  }

  /** Adds first and looks then: what is stored meanwhile is seen twice rather than not at all. */
  private Answer attempt(Place place, long bytes, Known known) {
    long project = add(ofProjects, place.projectId(), bytes);
    long whole = add(ofRegistries, place.registry().id(), bytes);
    boolean kept = false;
    try {
      var answer =
          shared == null
              ? alone(place, bytes, known)
              : withOthers(shared, place, bytes, known, project, whole);
      kept = answer.refusal() == null;
      return answer;
    } finally {
      if (!kept) {
        takeBack(place, bytes);
      }
    }
  }

  /** Whether what is stored and what is set aside here fits; read where it is not known to. */
  private Answer alone(Place place, long bytes, Known known) {
    var registry = place.registry();
    long project = place.projectId();
    var far = own.add(project, quotas.hard(project), registry, bytes);
    if (far != null) {
      return new Answer(far, null, false);
    }
    var reading = own.begin(project, registry.id());
    // In this order: what is stored in between is seen twice rather than not at all.
    long ofProject = reserved(project);
    long ofRegistry = reserved(registry.id());
    var used = quotas.figures(project, registry.id());
    lately.put(project, used);
    var all = used.plus(ofProject, ofRegistry);
    reading.was(all);
    return new Answer(used, QuotaRefusal.of(place, known, bytes, all), false);
  }

  /** The same with what other servers have set aside; asked only when the share is too small. */
  private Answer withOthers(
      SharedRoom shared, Place place, long bytes, Known known, long project, long whole) {
    var registry = place.registry();
    long plan = registry.limits().storage();
    long hard = quotas.hard(place.projectId());
    if (shared.covers(place.projectId(), project, hard, registry.id(), whole, plan)) {
      return new Answer(seen(place), null, false);
    }
    var answer =
        shared.ask(
            place.projectId(),
            registry.id(),
            plan,
            () -> reserved(place.projectId()),
            () -> reserved(registry.id()));
    var used = answer.used();
    lately.put(place.projectId(), used);
    // What fitted when nobody else could ask is let in; of the rest is said how full it is.
    var then =
        new Quotas.Figures(
            answer.project().isPresent()
                ? 0
                : Math.max(used.projectHard() + 1, used.projectUsed() + project),
            used.projectHard(),
            answer.registry().isPresent() ? 0 : Math.max(plan + 1, used.registryUsed() + whole));
    return new Answer(used, QuotaRefusal.of(place, known, bytes, then), answer.others());
  }

  /** Figures of a moment ago, for warnings. */
  private Quotas.Figures seen(Place place) {
    return lately.get(place.projectId(), id -> quotas.figures(id, place.registry().id()));
  }

  void giveBack(Place place, long bytes) {
    takeBack(place, bytes);
    if (shared != null) {
      shared.givenBack();
    }
  }

  /** Of an attempt that was refused: nobody waits for that. */
  private void takeBack(Place place, long bytes) {
    if (shared != null) {
      shared.shrink(place.projectId(), place.registry().id(), bytes);
    }
    add(ofProjects, place.projectId(), -bytes);
    add(ofRegistries, place.registry().id(), -bytes);
  }

  /** Keeps no zeros, so only what is in use takes memory. */
  private static <K> long add(ConcurrentMap<K, Long> map, K key, long bytes) {
    var now =
        map.compute(
            key,
            (_, known) -> {
              long sum = (known == null ? 0 : known) + bytes;
              return sum == 0 ? null : sum;
            });
    return now == null ? 0 : now;
  }

  /** Gives back to other servers what this one does not need. A job for every second. */
  public void tidy() {
    if (shared != null) {
      shared.tidy();
    }
  }

  /** The server stops. */
  public void leave() {
    if (shared != null) {
      shared.leave();
    }
  }

  private long reserved(RegistryId registry) {
    return ofRegistries.getOrDefault(registry, 0L);
  }

  /** Bytes set aside for a project now. */
  public long reserved(long projectId) {
    return ofProjects.getOrDefault(projectId, 0L);
  }
}
