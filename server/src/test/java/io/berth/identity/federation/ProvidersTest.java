package io.berth.identity.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.identity.IdentityFixture;
import io.berth.identity.provider.ChangedProvider;
import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.user.User;
import io.berth.sql.Dialect;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class ProvidersTest {
  private final IdentityFixture world;

  ProvidersTest(Dialect dialect) {
    world = new IdentityFixture(dialect);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aFreshRegistryTakesAProviderWithoutDeletingAnybody() {
    var outcome = world.providers.configure(world.registry, IdentityFixture.settings(), false);

    assertThat(outcome).isInstanceOf(Providers.Configured.class);
    var kept = world.providers.find(world.registry).orElseThrow();
    assertThat(kept.settings()).isEqualTo(IdentityFixture.settings());
    assertThat(world.providers.find(world.other)).isEmpty();
  }

  @Test
  void usersStandInTheWayUntilTheyMayBeDeleted() {
    world.local("ada");
    world.local("bob");
    var settings = IdentityFixture.settings();

    assertThat(world.providers.configure(world.registry, settings, false))
        .isEqualTo(new Providers.UsersExist(2));
    assertThat(world.providers.find(world.registry)).isEmpty();
    assertThat(world.users.list(world.registry)).hasSize(2);

    assertThat(world.providers.configure(world.registry, settings, true))
        .isInstanceOf(Providers.Configured.class);
    assertThat(world.users.list(world.registry)).isEmpty();
  }

  @Test
  void replacingAProviderKeepsItsUsersIdAndBirthday() {
    world.providers.configure(world.registry, IdentityFixture.settings(), false);
    var before = world.providers.find(world.registry).orElseThrow();
    world.onboarded("carol");
    world.clock.advance(Duration.ofMinutes(1));

    world.providers.configure(world.registry, named("other name"), false);

    var after = world.providers.find(world.registry).orElseThrow();
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.createdAt()).isEqualTo(before.createdAt());
    assertThat(after.updatedAt()).isAfter(before.updatedAt());
    assertThat(after.settings().name()).isEqualTo("other name");
    assertThat(world.users.list(world.registry)).hasSize(1);
  }

  @Test
  void removingAProviderRemovesAllUsersAndLetsLocalOnesBeMadeAgain() {
    world.providers.configure(world.registry, IdentityFixture.settings(), false);
    world.onboarded("carol");

    assertThat(world.providers.remove(world.registry)).isTrue();

    assertThat(world.providers.find(world.registry)).isEmpty();
    assertThat(world.users.list(world.registry)).isEmpty();
    assertThat(world.local("carol").origin()).isEqualTo(User.Origin.LOCAL);
    assertThat(world.providers.remove(world.registry)).isFalse();
    assertThat(world.users.list(world.registry)).as("nothing was removed twice").hasSize(1);
  }

  @Test
  void changingAProviderThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> world.providers.update(world.registry, IdentityFixture.settings()))
        .hasMessageContaining("no OpenID Connect provider");
  }

  @Test
  void theClientSecretIsSealedAtRestAndLeftOutOfLogs() {
    world.providers.configure(world.registry, IdentityFixture.settings(), false);

    byte[] stored =
        world.database.read(
            handle ->
                handle
                    .createQuery("SELECT client_secret_sealed FROM oidc_provider")
                    .mapTo(byte[].class)
                    .one());
    assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("secret");
    assertThat(IdentityFixture.settings().toString()).doesNotContain("secret");
  }

  private static ProviderSettings named(String name) {
    return ChangedProvider.of(IdentityFixture.settings()).name(name).settings();
  }
}
