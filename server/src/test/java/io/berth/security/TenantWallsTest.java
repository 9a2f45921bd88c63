package io.berth.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route of all APIs, asked with the credentials of one registry: once while another registry
 * holds no more than the same names, once while it holds more. No answer may tell the two apart, in
 * its status, its size or its text.
 *
 * <p>What must be unique in the whole installation may say that it is taken, and is not asked here:
 * a domain of one's own, and the name of an account, which owners of projects invite by it. How
 * long a mount takes is not measured.
 */
final class TenantWallsTest {
  @TempDir Path temp = Path.of("");

  /** Routes that are not a registry's, each with the reason why its answer may differ. */
  private static final Map<String, String> APART =
      Map.of(
          "GET /metrics",
          "the figures of the whole server, for the networks that its operator names");

  @Test
  void noAnswerTellsWhatAnotherRegistryHolds() throws IOException {
    try (var empty = new Walls(temp.resolve("empty"), false);
        var full = new Walls(temp.resolve("full"), true)) {
      var without = empty.walk();
      var with = full.walk();

      assertThat(with.keySet()).isEqualTo(without.keySet());
      assertThat(full.walked).isEqualTo(full.routes());
      var different = new ArrayList<String>();
      without.forEach(
          (asked, answer) -> {
            if (!answer.equals(with.get(asked)) && !isApart(asked)) {
              different.add(asked + "\n--- without\n" + answer + "\n--- with\n" + with.get(asked));
            }
          });
      assertThat(different).isEmpty();
      assertThat(with.entrySet()).noneMatch(told -> told.getValue().startsWith("5"));
      // A walk that is refused everywhere would show nothing.
      assertThat(with.values()).filteredOn(told -> told.startsWith("2")).hasSizeGreaterThan(1_000);
    }
  }

  private static boolean isApart(String asked) {
    return APART.keySet().stream().anyMatch(route -> asked.contains(": " + route + " with "));
  }

  @Test
  void aManifestThatNamesAnothersContentOpensNothing() throws IOException {
    try (var empty = new Walls(temp.resolve("empty"), false);
        var full = new Walls(temp.resolve("full"), true)) {
      var with = full.named();

      assertThat(with).isEqualTo(empty.named()).doesNotContain("hush");
      assertThat(with).contains("201 (length", "404 (length");
    }
  }

  @Test
  void aCollectionCountsWhatItsOwnRegistryGaveUp() throws IOException {
    try (var empty = new Walls(temp.resolve("empty"), false);
        var full = new Walls(temp.resolve("full"), true)) {
      var without = empty.collected();

      assertThat(without).contains("2 blob(s)", "\"purged_blobs\":2");
      assertThat(full.collected()).isEqualTo(without);
    }
  }
}
