package io.berth;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.berth.fault.Fault;
import io.berth.identity.federation.Providers;
import io.berth.identity.user.Users;
import io.berth.memory.Budget;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is taken for a bag of collaborators, and what is not. */
final class CollaboratorsTest {
  /** What is declared here, and which records a fault is. */
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .importClasses(
              Stream.of(CollaboratorsTest.class, Fault.class)
                  .flatMap(type -> Stream.of(type.getDeclaredClasses()))
                  .toList());

  record Parts(Users users, Providers providers, String version) {}

  record Basis(Clock clock, Users users) {}

  record Body(String name, List<String> groups, Fault fault) {}

  record Table(Budget bodies, Budget trees) {}

  static final class Ground {
    final Users users;
    private final Providers providers;

    Ground(Users users, Providers providers) {
      this.users = users;
      this.providers = providers;
    }

    Providers providers() {
      return providers;
    }
  }

  static final class Endpoints {
    private final Users users;
    private final Providers providers;

    Endpoints(Users users, Providers providers) {
      this.users = users;
      this.providers = providers;
    }

    boolean isTheirs(Users some, Providers others) {
      return users == some && providers == others;
    }
  }

  @Test
  void aRecordOfServicesIsABag() {
    assertThat(Collaborators.areMostOf(type(Parts.class))).isTrue();
    assertThat(Collaborators.areMostOf(type(Basis.class))).isTrue();
    assertThat(Collaborators.of(type(Parts.class))).hasSize(2);
  }

  @Test
  void aRecordOfDataIsNone() {
    assertThat(Collaborators.areMostOf(type(Body.class))).isFalse();
    assertThat(Collaborators.of(type(Body.class))).isEmpty();
    assertThat(Collaborators.areMostOf(type(Table.class))).isFalse();
  }

  @Test
  void aClassThatGivesAwayWhatItWasGivenIsABagToo() {
    assertThat(Collaborators.handedOnBy(type(Ground.class))).hasSize(2);
    assertThat(Collaborators.handedOnBy(type(Endpoints.class))).isEmpty();
  }

  private static JavaClass type(Class<?> type) {
    return CODE.get(type);
  }
}
