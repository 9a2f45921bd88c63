package io.berth.torture;

import io.berth.client.Answer;
import io.berth.client.Client;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * R14. Somebody of another registry, and somebody of the same registry without rights, use digests
 * they know: they learn nothing, not even whether such content exists. Response times of digests
 * that exist and that do not are compared with a t-test; it is reported, and only a gross
 * difference fails.
 */
final class TenantIsolation implements Experiment {
  private static final Set<Integer> REFUSED = Set.of(401, 403, 404);
  private static final double GROSS_NANOS = 5_000_000;
  private static final double GROSS_T = 8;

  @Override
  public String id() {
    return "R14";
  }

  @Override
  public String title() {
    return "tenant isolation";
  }

  @Override
  public int weight() {
    return 4;
  }

  /** What the victim has. */
  private record Secret(String name, String blob, String manifest, String project) {}

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    var victim = arena.tenant();
    var project = arena.project("secret");
    var secret = push(arena, victim, project);
    var other = Tenant.another(arena.server(), "attacker");
    other.createProject("own");
    try (var person = victim.createPerson(project);
        var stranger = other.client();
        var anonymous = new Client(victim.endpoint(), "")) {
      // The stranger is an administrator, but of another registry; the person has no right here.
      for (var attacker : List.of(person, stranger, anonymous)) {
        look(attacker, secret, tally);
      }
      wrongToken(victim, other, secret, tally);
      mount(stranger, "own/copy", secret, tally);
      tally.note("mount in another registry: 202");
      time(arena, stranger, "own/copy", secret.blob(), "of another registry", tally);
      time(arena, person, secret.name(), secret.blob(), "of another project", tally);
    }
  }

  private static Secret push(Arena arena, Tenant victim, String project) throws IOException {
    var bytes = new byte[2_000];
    arena.random().nextBytes(bytes);
    var name = project + "/r";
    try (var client = victim.client()) {
      var repository = new Repository(client, name);
      repository.push(bytes);
      var piece = Descriptor.of(Content.CONFIG, bytes);
      var manifest = Content.manifest(piece, List.of(piece));
      repository.putManifest("v1", manifest).must(201);
      return new Secret(name, piece.digest(), Content.digest(manifest), project);
    }
  }

  private static void look(Client attacker, Secret secret, Tally tally) throws IOException {
    var repository = new Repository(attacker, secret.name());
    var unknown = "sha256:" + "0".repeat(64);
    same(repository.headBlob(secret.blob()), repository.headBlob(unknown), "HEAD blob", tally);
    same(repository.blob(secret.blob()), repository.blob(unknown), "GET blob", tally);
    same(
        repository.manifest(secret.manifest()),
        repository.manifest(unknown),
        "GET manifest by digest",
        tally);
    same(repository.manifest("v1"), repository.manifest("v2"), "GET manifest by tag", tally);
    refused(repository.tags(), "tags", tally);
    refused(repository.deleteManifest(secret.manifest()), "DELETE manifest", tally);
    refused(repository.deleteBlob(secret.blob()), "DELETE blob", tally);
    refused(repository.begin(), "begin upload", tally);
    var referrers = repository.referrers(secret.manifest());
    tally.check(
        REFUSED.contains(referrers.status())
            || (referrers.status() == 200 && referrers.json().path("manifests").isEmpty()),
        "referrers answer " + referrers.status());
    var catalog = attacker.get("/v2/_catalog");
    tally.check(
        !catalog.text().contains(secret.project()), "the catalog tells of " + secret.project());
    var projects = attacker.get("/api/v2.0/projects?page_size=100");
    tally.check(
        !projects.text().contains("\"" + secret.project() + "\""),
        "the list of projects tells of " + secret.project());
  }

  private static void refused(Answer answer, String what, Tally tally) {
    tally.check(REFUSED.contains(answer.status()), what + " answers " + answer.status());
  }

  private static void same(Answer known, Answer unknown, String what, Tally tally) {
    refused(known, what, tally);
    tally.check(
        known.status() == unknown.status(),
        "%s: %d for what exists, %d for what does not"
            .formatted(what, known.status(), unknown.status()));
  }

  /** A token for everything of the other registry, and one asked of the victim's own service. */
  private static void wrongToken(Tenant victim, Tenant other, Secret secret, Tally tally)
      throws IOException {
    var scope = "repository:" + secret.name() + ":pull,push";
    var foreign = "Bearer " + other.token(other.user(), other.password(), scope);
    try (var client = new Client(victim.endpoint(), foreign)) {
      var repository = new Repository(client, secret.name());
      refused(repository.blob(secret.blob()), "another registry's token", tally);
      refused(repository.manifest("v1"), "another registry's token", tally);
    }
  }

  /** A mount of what another registry has begins an ordinary upload, as if it did not exist. */
  private static void mount(Client stranger, String into, Secret secret, Tally tally)
      throws IOException {
    var repository = new Repository(stranger, into);
    for (var from : List.of("", secret.name())) {
      var answer = repository.mount(secret.blob(), from);
      tally.check(answer.status() == 202, "mount answers " + answer.status());
      tally.check(
          repository.headBlob(secret.blob()).status() == 404, "mounted from another registry");
    }
  }

  private static void time(
      Arena arena, Client attacker, String name, String known, String where, Tally tally)
      throws IOException {
    int samples = arena.size(300, 5_000);
    var repository = new Repository(attacker, name);
    var existing = new ArrayList<Long>();
    var missing = new ArrayList<Long>();
    // As often asked as the existing one: what was asked before is answered sooner, there or not.
    var unknown = "sha256:" + "%064x".formatted(arena.random().nextLong());
    for (int i = 0; i < samples; i++) {
      if (i % 2 == 0) {
        existing.add(head(repository, known));
        missing.add(head(repository, unknown));
      } else {
        missing.add(head(repository, unknown));
        existing.add(head(repository, known));
      }
    }
    var test = Welch.of(existing, missing);
    tally.note(
        "digest %s: t = %.1f, %.0f µs apart, n = %d"
            .formatted(where, test.t(), test.difference() / 1_000, samples));
    tally.check(
        Math.abs(test.t()) < GROSS_T || Math.abs(test.difference()) < GROSS_NANOS,
        "existing and missing digests differ grossly in time: " + test);
  }

  /** How long the question takes, in nanoseconds. */
  private static long head(Repository repository, String digest) throws IOException {
    long start = System.nanoTime();
    repository.headBlob(digest);
    return System.nanoTime() - start;
  }
}
