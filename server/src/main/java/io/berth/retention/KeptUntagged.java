package io.berth.retention;

import io.berth.fault.FaultException;
import io.berth.sql.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Which artifacts without a tag are kept by the policy that holds in their project: for whoever
 * else deletes such. Decided by the plan of a run, once for each repository, and again when the
 * policy changes. Of one thread, for as long as one looks through its candidates.
 */
public final class KeptUntagged {
  /** Ids that are kept in mind, of all repositories together; the last repository's at least. */
  private static final int MOST = 1_000_000;

  private final Database database;
  private final InstantSource clock;
  private final LinkedHashMap<Long, Kept> known = new LinkedHashMap<>(16, 0.75f, true);
  private long ids;

  public KeptUntagged(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What a policy keeps in one repository.
   *
   * @param changedAt when the policy was
   * @param isAll whether it is all, since nothing could be decided
   */
  private record Kept(long policy, Instant changedAt, boolean isAll, LongSet manifests) {
    boolean isBy(RetentionPolicy now) {
      return policy == now.id() && changedAt.equals(now.updatedAt());
    }

    boolean has(long manifest) {
      return isAll || manifests.contains(manifest);
    }
  }

  /**
   * Those of some manifests without a tag that are kept. To decide about a large repository takes
   * minutes.
   *
   * @param manifests ids, all of the repository
   * @param goOn asked now and then; after a no all of them are kept
   */
  public Set<Long> among(long repositoryId, Collection<Long> manifests, BooleanSupplier goOn) {
    var holding = database.read(handle -> RetentionPolicies.holding(handle, repositoryId));
    if (holding.isEmpty()) {
      return Set.of();
    }
    var kept = known.get(repositoryId);
    if (kept == null || !kept.isBy(holding.get().policy())) {
      kept = decide(repositoryId, holding.get(), goOn);
      remember(repositoryId, kept);
    }
    return manifests.stream().filter(kept::has).collect(Collectors.toSet());
  }

  private Kept decide(long repositoryId, RetentionPolicies.Holding holding, BooleanSupplier goOn) {
    var policy = holding.policy();
    var rules = RuleSet.of(policy.terms(), holding.project(), holding.repository()).ofUntagged();
    var kept = new LongSet();
    var isWhole = true;
    if (!rules.rules().isEmpty()) {
      try {
        NamedLabels.require(database, policy);
        isWhole =
            new RepositoryPlan(database, repositoryId, rules, clock.instant())
                .decide(
                    page -> {
                      page.stream()
                          .filter(it -> it.candidate().tagCount() == 0)
                          .filter(it -> it.outcome() != Decision.Outcome.DEL)
                          .forEach(it -> kept.add(it.candidate().manifestId()));
                      return goOn.getAsBoolean();
                    });
      } catch (FaultException e) {
        isWhole = false; // a run would delete nothing here either
      }
    }
    return new Kept(policy.id(), policy.updatedAt(), !isWhole, kept);
  }

  private void remember(long repositoryId, Kept kept) {
    var before = known.put(repositoryId, kept);
    ids += kept.manifests().size() - (before == null ? 0 : before.manifests().size());
    for (var oldest = known.entrySet().iterator(); ids > MOST && known.size() > 1; ) {
      ids -= oldest.next().getValue().manifests().size();
      oldest.remove();
    }
  }
}
