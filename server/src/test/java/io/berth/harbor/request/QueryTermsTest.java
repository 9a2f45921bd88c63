package io.berth.harbor.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.FaultException;
import io.berth.listing.Term;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conditions of {@code q}, each as a Harbor 2.15 understands it. */
final class QueryTermsTest {
  @Test
  void eachFormIsACondition() {
    assertThat(only("name=rec-priv")).isEqualTo(new Term.Exact("rec-priv"));
    assertThat(only("name=~rec")).isEqualTo(new Term.Fuzzy("rec"));
    assertThat(only("name=[a~z]")).isEqualTo(new Term.Range("a", "z"));
    assertThat(only("name=[1~]")).isEqualTo(new Term.Range("1", ""));
    assertThat(only("name=[~1]")).isEqualTo(new Term.Range("", "1"));
    assertThat(only("name={rec-priv zz}")).isEqualTo(new Term.Union(List.of("rec-priv", "zz")));
    assertThat(only("name={}")).isEqualTo(new Term.Union(List.of()));
    assertThat(only("name=(1 3)")).isEqualTo(new Term.Intersection(List.of("1", "3")));
    assertThat(QueryTerms.parse("")).isEmpty();
  }

  @Test
  void quotesCountWithinBracketsOnly() {
    assertThat(only("name={'a' 'b'}")).isEqualTo(new Term.Union(List.of("a", "b")));
    assertThat(only("name={\"a b\" c}")).isEqualTo(new Term.Union(List.of("a b", "c")));
    assertThat(only("name='rec-priv'")).isEqualTo(new Term.Exact("'rec-priv'"));
    assertThat(only("name=\"rec-priv\"")).isEqualTo(new Term.Exact("\"rec-priv\""));
  }

  @Test
  void aBackslashTakesTheMeaningFromWhatFollows() {
    assertThat(only("name=\\rec-priv")).isEqualTo(new Term.Exact("rec-priv"));
    assertThat(only("name=\\~x")).isEqualTo(new Term.Exact("~x"));
    assertThat(only("name=~\\rec")).isEqualTo(new Term.Fuzzy("\\rec"));
    assertThat(only("name==~x")).isEqualTo(new Term.Exact("=~x"));
  }

  @Test
  void aWholeQueryMayBeEncodedOnceMore() {
    assertThat(only("name%3Drec-priv")).isEqualTo(new Term.Exact("rec-priv"));
    assertThat(only("name%3D~rec")).isEqualTo(new Term.Fuzzy("rec"));
    assertThat(only("name=a%2Bb")).isEqualTo(new Term.Exact("a+b"));
    assertThat(only("name=a+b")).isEqualTo(new Term.Exact("a b"));
  }

  @Test
  void namesOfColumnsAreComparedWithoutTheirCase() {
    assertThat(QueryTerms.parse("Level=project,ProjectID=2"))
        .isEqualTo(Map.of("level", new Term.Exact("project"), "projectid", new Term.Exact("2")));
    assertThat(QueryTerms.parse("PROJECT_ID=2")).containsKey("projectid");
  }

  @Test
  void blanksBelongToWhatTheyStandBeside() {
    assertThat(QueryTerms.parse(" name = x ")).isEqualTo(Map.of(" name ", new Term.Exact(" x ")));
    assertThat(only("name= ~x")).isEqualTo(new Term.Exact(" ~x"));
    assertThat(only("name= ")).isEqualTo(new Term.Exact(" "));
    assertThat(only("name=[ 1 ~ 2 ]")).isEqualTo(new Term.Range("1", "2"));
  }

  @Test
  void ofTwoConditionsOnOneColumnTheLastCounts() {
    assertThat(only("name=rec-priv,name=zz")).isEqualTo(new Term.Exact("zz"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "name=",
        "=x",
        "=",
        "name=rec-priv,",
        ",name=rec-priv",
        "%zz",
        "name%253Dx",
        "name=[1]",
        "name=[~]",
        "name=[1~2~3]",
        "name=~",
        " ",
        "name=[1~2",
        "name={a",
        "name=(a",
        "name=a\0b"
      })
  void whatIsNoConditionIsRefused(String q) {
    assertThatThrownBy(() -> QueryTerms.parse(q)).isInstanceOf(FaultException.class);
  }

  private static Term only(String q) {
    var terms = QueryTerms.parse(q);
    assertThat(terms).containsOnlyKeys("name");
    return terms.values().iterator().next();
  }
}
