package io.berth.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.FaultException;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.testing.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A list of three things, and one of many, on both databases. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class ListingTest {
  private static final Condition ALL = Condition.of("t.kind = :kind", Map.of("kind", "few"));

  private static final Listing<String> THINGS =
      new Listing<>(
          "t.name",
          "thing t",
          "t.id",
          (row, _) -> row.getString("name"),
          "t.name",
          List.of(
              Column.number("id", "t.id"),
              Column.text("name", "t.name"),
              Column.number("size", "t.size"),
              Column.truth("good", "t.good"),
              Column.time("made_time", "t.made_at"),
              Column.text("owner", "t.kind").unsorted(),
              Column.condition(
                  "named",
                  (term, values) ->
                      term instanceof Term.Exact(var name)
                          ? "t.name = " + values.bind(name)
                          : "1 = 0")));

  private final Database database;

  ListingTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
  }

  @BeforeEach
  void things() {
    database.run(
        handle -> {
          handle.execute(
              "CREATE TABLE thing (id BIGINT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,"
                  + " size BIGINT NOT NULL, good INTEGER NOT NULL, made_at BIGINT NOT NULL)");
          handle.execute(
              "INSERT INTO thing VALUES (1, 'few', 'ab_c', 10, 1, 1577836800000000),"
                  + " (2, 'few', 'abxc', 20, 0, 1577923200000000),"
                  + " (3, 'few', 'B%', 20, 1, 1609459200000000)");
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void textsAreComparedAsTheyAreAndInParts() {
    assertThat(asked("name", new Term.Exact("ab_c"))).containsExactly("ab_c");
    assertThat(asked("name", new Term.Exact("ab"))).isEmpty();
    assertThat(asked("name", new Term.Exact("AB_C"))).isEmpty();
    assertThat(asked("name", new Term.Fuzzy("AB"))).containsExactly("ab_c", "abxc");
    assertThat(asked("name", new Term.Fuzzy("b_"))).containsExactly("ab_c");
    assertThat(asked("name", new Term.Fuzzy("%"))).containsExactly("B%");
    assertThat(asked("name", new Term.Range("aa", "abd"))).contains("ab_c").doesNotContain("abxc");
    assertThat(asked("name", new Term.Union(List.of("B%", "zz", "abxc"))))
        .containsExactlyInAnyOrder("B%", "abxc");
    assertThat(asked("name", new Term.Union(List.of()))).isEmpty();
    assertThat(asked("name", new Term.Intersection(List.of("B%")))).containsExactly("B%");
    assertThat(asked("name", new Term.Intersection(List.of("B%", "abxc")))).isEmpty();
  }

  @Test
  void numbersTimesAndBooleansAreWhatTheySay() {
    assertThat(asked("size", new Term.Exact("10"))).containsExactly("ab_c");
    assertThat(asked("size", new Term.Range("11", ""))).hasSize(2);
    assertThat(asked("size", new Term.Range("", "19"))).containsExactly("ab_c");
    assertThat(asked("size", new Term.Range("2", "1"))).isEmpty();
    assertThat(asked("size", new Term.Union(List.of("10", "20")))).hasSize(3);
    assertThat(asked("size", new Term.Fuzzy("1"))).containsExactly("ab_c");
    assertThat(asked("good", new Term.Exact("False"))).containsExactly("abxc");
    assertThat(asked("good", new Term.Exact("yes"))).hasSize(2);
    assertThat(asked("made_time", new Term.Exact("2020-01-01"))).containsExactly("ab_c");
    assertThat(asked("made_time", new Term.Range("2020-01-01 12:00:00", "2020-12-31")))
        .containsExactly("abxc");
    assertThat(asked("made_time", new Term.Range("2020-06-01T00:00:00", ""))).containsExactly("B%");
    assertThat(asked("made_time", new Term.Range("", "2020-01-01T01:00:00+01:00")))
        .containsExactly("ab_c");
  }

  @Test
  void whatAnOrderLeavesAlikeComesByTheKeyOrByWhatTheListSays() {
    var bySize = new ListQuery.Sort("size", true);
    assertThat(sorted(THINGS, bySize)).containsExactly("abxc", "B%", "ab_c");
    assertThat(sorted(THINGS.alikeBy("t.name DESC"), bySize))
        .endsWith("ab_c")
        .isNotEqualTo(sorted(THINGS.alikeBy("t.name"), bySize));
  }

  private List<String> sorted(Listing<String> list, ListQuery.Sort sort) {
    return list.find(
            database, ALL, new ListQuery(Map.of(), List.of(sort), new ListQuery.Window(0, 10)))
        .items();
  }

  @Test
  void conditionsHoldTogetherAndSomeHaveARuleOfTheirOwn() {
    var query = ListQuery.ALL.with("size", new Term.Exact("20")).with("Name", new Term.Fuzzy("b"));
    assertThat(find(query)).hasSize(2);
    assertThat(find(query.with("GOOD", new Term.Exact("1")))).containsExactly("B%");
    assertThat(find(query.with("named", new Term.Exact("abxc")))).containsExactly("abxc");
    assertThat(find(query.with("named", new Term.Fuzzy("abxc")))).isEmpty();
  }

  @Test
  void aValueOfAnotherTypeIsRefusedAndNamesTheColumn() {
    for (var term :
        List.of(
            new Term.Exact("abc"),
            new Term.Range("a", "b"),
            new Term.Union(List.of("1", "b")),
            new Term.Exact("99999999999999999999"))) {
      assertThatThrownBy(() -> asked("size", term))
          .isInstanceOf(FaultException.class)
          .hasMessageContaining("size is a number");
    }
    assertThatThrownBy(() -> asked("made_time", new Term.Exact("yesterday")))
        .hasMessageContaining("made_time is a time");
    assertThatThrownBy(() -> asked("made_time", new Term.Fuzzy("2020")))
        .hasMessageContaining("made_time is a time");
  }

  @Test
  void anUnknownColumnIsRefusedAndTheOnesThereAreAreNamed() {
    assertThatThrownBy(() -> asked("nosuch", new Term.Exact("x")))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("id, name, size, good, made_time, owner, named")
        .hasMessageContaining("nosuch");
  }

  @Test
  void anOrderHasAnyNumberOfStepsAndPassesOverWhatItDoesNotKnow() {
    assertThat(sorted("size", false, "name", true)).containsExactly("ab_c", "abxc", "B%");
    assertThat(sorted("size", true, "id", true)).containsExactly("B%", "abxc", "ab_c");
    assertThat(sorted("good", true, "made_time", true)).containsExactly("B%", "ab_c", "abxc");
    assertThat(sorted("nosuch", true, "owner", true)).isEqualTo(find(ListQuery.ALL));
    assertThat(sorted("Made_Time", true, "id", false)).containsExactly("B%", "abxc", "ab_c");
  }

  @Test
  void aPageKnowsHowManyThereAre() {
    var second = THINGS.find(database, ALL, ListQuery.ALL.in(new ListQuery.Window(1, 1)));
    assertThat(second.total()).isEqualTo(3);
    assertThat(second.items()).hasSize(1);
    assertThat(second.isWhole()).isTrue();
    var after = THINGS.find(database, ALL, ListQuery.ALL.in(new ListQuery.Window(99, 2)));
    assertThat(after.total()).isEqualTo(3);
    assertThat(after.items()).isEmpty();
  }

  @Test
  void aListWithoutALimitComesInBatchesAndInOrder() {
    var many = 20_250;
    database.run(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO thing WITH RECURSIVE n (i) AS"
                        + " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many)"
                        + " SELECT i + 10, 'many', 'x', i, 0, 0 FROM n")
                .bind("many", many)
                .execute());
    var numbers =
        new Listing<>(
            "t.size",
            "thing t",
            "t.id",
            (row, _) -> row.getLong("size"),
            "t.id",
            List.of(Column.number("size", "t.size")));
    var descending =
        new ListQuery(Map.of(), List.of(new ListQuery.Sort("size", true)), ListQuery.Window.ALL);

    var found =
        numbers.find(database, Condition.of("t.kind = :kind", Map.of("kind", "many")), descending);
    assertThat(found.total()).isEqualTo(many);
    assertThat(found.isWhole()).isFalse();
    var all = new ArrayList<Long>();
    found
        .each(size -> size * 2)
        .batches()
        .forEachRemaining(
            batch -> {
              assertThat(batch.size()).isLessThanOrEqualTo(Listing.BATCH);
              all.addAll(batch);
            });
    assertThat(all).hasSize(many).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(all.getFirst()).isEqualTo(2L * many);
    assertThat(all.getLast()).isEqualTo(2);
  }

  private List<String> asked(String column, Term term) {
    return find(ListQuery.ALL.with(column, term));
  }

  private List<String> sorted(String first, boolean descends, String second, boolean descends2) {
    var sorts =
        List.of(
            new ListQuery.Sort(ListQuery.key(first), descends),
            new ListQuery.Sort(ListQuery.key(second), descends2));
    return find(new ListQuery(Map.of(), sorts, ListQuery.Window.ALL));
  }

  private List<String> find(ListQuery query) {
    return THINGS.find(database, ALL, query).items();
  }
}
