package io.berth.ops.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.Reference;
import io.berth.label.Label;
import io.berth.label.Labels;
import io.berth.retention.KeptUntagged;
import io.berth.retention.RetentionPolicies;
import io.berth.retention.RetentionTerms;
import io.berth.sql.Dialect;
import io.berth.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A collection of what has no tag, beside the rules of retention. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class KeptUntaggedTest {
  private static final Duration GRACE = Duration.ofHours(2);

  private final TestClock clock = new TestClock();
  private final GcFixture gc;
  private final RetentionPolicies policies;
  private final long project;
  private final long app;
  private int pushed;

  KeptUntaggedTest(Dialect dialect, @TempDir Path folder) {
    gc = new GcFixture(dialect, folder, clock, GRACE);
    policies = new RetentionPolicies(gc.database, gc.jobs, clock);
    app = gc.repository("app");
    project = gc.catalog.projects().find(gc.registry, "team").orElseThrow().id();
  }

  @AfterEach
  void stop() {
    gc.close();
  }

  private static RetentionTerms keep(String template, int number, String extras) {
    return terms(template, number, new RetentionTerms.Pattern("matches", "**", extras));
  }

  private static RetentionTerms terms(
      String template, int number, RetentionTerms.Pattern selector) {
    return new RetentionTerms(
        false,
        List.of(
            new RetentionTerms.Rule(
                0, false, template, number, List.of(selector), List.of(), List.of())),
        "");
  }

  /** One without a tag, a minute after the one before. */
  private Digest push() {
    clock.advance(Duration.ofMinutes(1));
    return gc.image(app, "image " + pushed++, List.of(gc.push(app, "config " + pushed)));
  }

  private boolean isThere(Digest digest) {
    return gc.catalog.manifests().find(app, Reference.parse(digest.toString())).isPresent();
  }

  private long collect(boolean dryRun) {
    return gc.run(GcFixture.options(true, dryRun)).freed().manifests();
  }

  @Test
  void whatARuleOfTheProjectKeepsStaysAndTheRestGoes() {
    var first = push();
    var second = push();
    var third = push();
    policies.add(gc.registry, project, keep("latestPushedK", 2, ""), "localhost");
    clock.advance(GRACE.multipliedBy(2));

    assertThat(collect(true)).isEqualTo(1);
    assertThat(collect(false)).isEqualTo(1);

    assertThat(isThere(first)).isFalse();
    assertThat(isThere(second)).isTrue();
    assertThat(isThere(third)).isTrue();
  }

  @Test
  void whatAKeptIndexListsStaysWithIt() {
    var child = push();
    var other = push();
    clock.advance(Duration.ofMinutes(1));
    var index = gc.index(app, child);
    policies.add(gc.registry, project, keep("latestPushedK", 1, ""), "localhost");
    clock.advance(GRACE.multipliedBy(2));

    assertThat(collect(false)).isEqualTo(1);

    assertThat(isThere(other)).isFalse();
    assertThat(isThere(index)).isTrue();
    assertThat(isThere(child)).isTrue();
  }

  @Test
  void aRuleThatLeavesOutWhatHasNoTagKeepsNoneOfIt() {
    push();
    policies.add(gc.registry, project, keep("always", 0, "{\"untagged\":false}"), "localhost");
    clock.advance(GRACE.multipliedBy(2));

    assertThat(collect(false)).isEqualTo(1);
  }

  @Test
  void thePolicyOfAllProjectsHoldsWhereAProjectHasNoneOfItsOwn() {
    var kept = push();
    policies.add(gc.registry, null, keep("always", 0, ""), "localhost");
    clock.advance(GRACE.multipliedBy(2));
    assertThat(collect(false)).isZero();
    assertThat(isThere(kept)).isTrue();

    policies.add(gc.registry, project, new RetentionTerms(false, List.of(), ""), "localhost");
    assertThat(collect(true)).isEqualTo(1);
    assertThat(collect(false)).isEqualTo(1);
  }

  @Test
  void aPolicyThatChangesMeanwhileIsAskedAnew() {
    push();
    var id = gc.count("SELECT id FROM manifest");
    var kept = new KeptUntagged(gc.database, clock);
    clock.advance(GRACE);
    assertThat(kept.among(app, List.of(id), () -> true)).isEmpty();
    var policy = policies.add(gc.registry, project, keep("latestPulledN", 0, ""), "localhost");
    assertThat(kept.among(app, List.of(id), () -> true)).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    policies.change(policy, keep("always", 0, ""), "localhost");

    assertThat(kept.among(app, List.of(id), () -> true)).containsExactly(id);
    policies.remove(policy);
    assertThat(kept.among(app, List.of(id), () -> true)).isEmpty();
  }

  @Test
  void whereNothingCanBeDecidedEverythingStays() {
    push();
    var labels = new Labels(gc.database, clock);
    var label = labels.add(gc.registry, project, new Label.Terms("gone", "", ""));
    policies.add(
        gc.registry,
        project,
        terms("always", 0, new RetentionTerms.Pattern("withLabels", "gone", "")),
        "localhost");
    labels.remove(gc.registry, label.id());
    clock.advance(GRACE.multipliedBy(2));

    assertThat(collect(false)).isZero();
  }

  @Test
  void aDryRunSaysHowFarItIs() {
    push();
    push();
    clock.advance(GRACE.multipliedBy(2));

    var run = gc.run(GcFixture.options(true, true)).execution();

    assertThat(run.progress().done()).isGreaterThanOrEqualTo(2);
    assertThat(run.progress().total()).isEqualTo(run.progress().done());
  }
}
