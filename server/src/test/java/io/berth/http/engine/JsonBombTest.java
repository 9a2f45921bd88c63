package io.berth.http.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.content.ManifestDocument;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import io.berth.memory.Budget;
import io.berth.memory.Budgets;
import io.berth.memory.RequestBudget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that is small as text and large as a tree. */
final class JsonBombTest {
  private static final int MIB = 1 << 20;
  private static final String OCI = "application/vnd.oci.image.manifest.v1+json";

  @ParameterizedTest
  @ValueSource(strings = {"{},", "[],", "1,", "\"\",", "{\"a\":{}},", "null,"})
  void manyMembersAreRefusedWithTheReason(String member) {
    var bomb = "{\"a\":[" + member.repeat(MIB / member.length() - 10) + "1]}";

    assertThatThrownBy(() -> Json.tree(bytes(bomb)))
        .isInstanceOfSatisfying(
            FaultException.class,
            e -> {
              assertThat(e.fault()).isInstanceOf(Fault.Invalid.class);
              assertThat(e.fault().message()).contains("more than 50000 values and names");
            });
  }

  @Test
  void manyNamesAreRefused() {
    var bomb =
        IntStream.range(0, 60_000)
            .mapToObj(i -> "\"" + i + "\":0")
            .collect(Collectors.joining(",", "{", "}"));

    assertThatThrownBy(() -> Json.tree(bytes(bomb))).hasMessageContaining("50000");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> Json.tree(bytes("[".repeat(500_000)))).hasMessageContaining("depth");
  }

  @Test
  void longNamesAndNumbersAreRefused() {
    assertThatThrownBy(() -> Json.tree(bytes("{\"" + "n".repeat(100_000) + "\":1}")))
        .isInstanceOf(FaultException.class);
    assertThatThrownBy(() -> Json.tree(bytes("[" + "9".repeat(100_000) + "]")))
        .isInstanceOf(FaultException.class);
  }

  @Test
  void manifestsOfManyRequestsStayWithinTheSameBudget() {
    var budgets = new Budgets(new Budget(1, 1), new Budget(4 * MIB, 1), new Budget(1, 1));
    var names =
        IntStream.range(0, 30_000)
            .mapToObj(i -> "\"" + i + "\":\"\"")
            .collect(Collectors.joining(",", "{", "}"));
    var bomb = bytes("{\"schemaVersion\":2,\"annotations\":" + names + "}");
    try (var request = new RequestBudget(budgets, "client")) {
      assertThatThrownBy(() -> request.bind().call(() -> ManifestDocument.parse(OCI, bomb)))
          .isInstanceOfSatisfying(
              FaultException.class,
              e -> assertThat(e.fault()).isInstanceOf(Fault.Unavailable.class));
      assertThat(budgets.trees().used()).isPositive();
    }
    assertThat(budgets.trees().used()).isZero();
  }

  @Test
  void treesOfManyRequestsStayWithinOneBudget() throws Exception {
    var budgets = new Budgets(new Budget(1, 1), new Budget(16 * MIB, 1), new Budget(1, 1));
    var body = bytes("{\"a\":[" + "{},".repeat(20_000) + "1]}");
    var open = new ArrayList<RequestBudget>();
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      var request = new RequestBudget(budgets, "client " + i % 10);
      open.add(request);
      try {
        assertThat(request.bind().call(() -> Json.tree(body)).path("a").size()).isEqualTo(20_001);
      } catch (FaultException e) {
        assertThat(e.fault()).isInstanceOf(Fault.Unavailable.class);
        refused++;
      }
    }
    assertThat(refused).isBetween(20, 39);
    assertThat(budgets.trees().used()).isLessThanOrEqualTo(budgets.trees().limit());

    open.forEach(RequestBudget::close);
    assertThat(budgets.trees().used()).isZero();
  }

  /** The figures that are counted are those of the Java machine, or larger. */
  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "\"\"", "{\"a\":{}}", "\"abcdefgh\"", "[1]", "{\"a\":\"b\"}"})
  void aTreeTakesNoMoreThanIsCounted(String member) throws Exception {
    var budgets = new Budgets(new Budget(1, 1), new Budget(1L << 30, 1), new Budget(1, 1));
    var body = bytes("[" + (member + ",").repeat(10_000) + "1]");
    var trees = new ArrayList<Object>();
    try (var request = new RequestBudget(budgets, "client")) {
      trees.add(request.bind().call(() -> Json.tree(body))); // Loads what is needed.
      long before = usedHeap();
      long counted = budgets.trees().used();
      for (int i = 0; i < 20; i++) {
        trees.add(request.bind().call(() -> Json.tree(body)));
      }
      long took = usedHeap() - before;
      counted = budgets.trees().used() - counted;

      assertThat(trees).hasSize(21);
      assertThat(took).isLessThan(counted + counted / 4 + MIB);
    }
  }

  @Test
  void aManifestsTreeIsGivenBackWhenItWasRead() throws Exception {
    var budgets = new Budgets(new Budget(1, 1), new Budget(MIB, 1), new Budget(1, 1));
    var manifest =
        bytes(
            """
            {"schemaVersion":2,"config":{"mediaType":"a/b","size":2,"digest":
            "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"},"layers":[]}
            """);
    try (var request = new RequestBudget(budgets, "client")) {
      request.bind().call(() -> ManifestDocument.parse(OCI, manifest));

      assertThat(budgets.trees().used()).isZero();
    }
  }

  private static long usedHeap() {
    var runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
