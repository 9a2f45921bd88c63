package io.berth.control.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.catalog.CatalogFixture;
import io.berth.control.registry.RegistryDomains.Domain;
import io.berth.control.registry.RegistryDomains.Served;
import io.berth.control.registry.RegistryDomains.State;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.SelfSigned;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Names that registries answer to. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class RegistryDomainsTest {
  private static final String HUB = "hub.example.test";

  private final TestClock clock = new TestClock();
  private final Vault vault = new Vault(new byte[32], new SecureRandom());
  private final Database database;
  private final RegistryId one;
  private final RegistryId two;

  RegistryDomainsTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    one = CatalogFixture.registry(database, "one");
    two = CatalogFixture.registry(database, "two");
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** As a claim becomes that was shown to be right; without a challenge as it was before. */
  private void give(RegistryId registry, String name, @Nullable String challenge) {
    database.run(
        handle ->
            handle.execute(
                "INSERT INTO registry_domain (domain, registry_id, certificate, key_sealed,"
                    + " valid_from, valid_to, created_at, updated_at, challenge, proven_at)"
                    + " VALUES (?, ?, 'certificate', ?, 1, 2, 3, 4, ?, ?)",
                name,
                registry.value(),
                vault.seal(RegistryDomains.KEY, "key of " + name),
                challenge,
                challenge == null ? 0 : 5));
  }

  /** As a server knows them that looks at this moment. */
  private RegistryDomains domains() {
    return new RegistryDomains(database, vault, clock);
  }

  @Test
  void aNameLeadsToItsRegistry() {
    assertThat(domains().label(HUB)).isEmpty();
    give(one, HUB, "proof");
    give(two, "other.example.test", null);

    assertThat(domains().label(HUB)).contains("one");
    assertThat(domains().label("other.example.test")).contains("two");
    assertThat(domains().label("example.test")).isEmpty();
  }

  @Test
  void aRegistryListsItsOwnAndWhetherTheyWereShown() {
    give(one, HUB, "proof");
    give(one, "early.example.test", null);
    give(two, "other.example.test", null);

    assertThat(domains().list(one))
        .extracting(Domain::name, Domain::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("early.example.test", State.UNPROVEN),
            org.assertj.core.groups.Tuple.tuple(HUB, State.ACTIVE));
    assertThat(domains().find(two, HUB)).isEmpty();
    assertThat(domains().find(one, HUB).orElseThrow().challenge()).isEqualTo("proof");
    assertThat(domains().challenge(HUB)).contains("proof");
    assertThat(domains().challenge("early.example.test")).isEmpty();
    assertThat(domains().challenge("nobody.example.test")).isEmpty();
  }

  @Test
  void aCertificateIsRenewedByTheOwnerOnly() {
    give(one, HUB, "proof");
    var pair = SelfSigned.pair(HUB);
    var key = "-----BEGIN PRIVATE KEY-----\n" + encoded(pair) + "\n-----END PRIVATE KEY-----\n";
    var renewed = DomainCertificate.check(HUB, pair.certificatePem(), key, clock.instant());
    long before = domains().version();
    clock.advance(Duration.ofMinutes(1));

    assertThat(domains().renew(two, HUB, renewed)).isFalse();
    assertThat(domains().version()).isEqualTo(before);
    assertThat(domains().renew(one, HUB, renewed)).isTrue();
    assertThat(domains().version()).isNotEqualTo(before);
    assertThat(domains().served())
        .singleElement()
        .satisfies(
            served -> {
              assertThat(served.certificatePem()).isEqualTo(renewed.certificatePem());
              assertThat(served.keyPem()).isEqualTo(renewed.keyPem());
            });
    assertThat(domains().find(one, HUB).orElseThrow().validTo()).isEqualTo(renewed.validTo());
  }

  private static String encoded(SelfSigned.Pair pair) {
    return java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
        .encodeToString(pair.key().getEncoded());
  }

  @Test
  void aDeletedNameLeadsNowhere() {
    give(one, HUB, "proof");
    domains().delete(two, HUB);
    assertThat(domains().find(one, HUB)).as("another registry takes nothing").isPresent();
    domains().delete(one, HUB);

    assertThat(domains().list(one)).isEmpty();
    assertThat(domains().label(HUB)).isEmpty();
    assertThat(domains().served()).isEmpty();
  }

  @Test
  void whoRunsTheServerReleasesANameWhosesoeverItIs() {
    give(one, HUB, "proof");
    assertThat(RegistryDomains.release(database, "none.example.test")).isFalse();
    assertThat(RegistryDomains.release(database, HUB)).isTrue();
    assertThat(RegistryDomains.release(database, HUB)).isFalse();
  }

  @Test
  void keysAreSealedAndInNoLog() {
    give(one, HUB, "proof");
    assertThat(domains().served()).extracting(Served::keyPem).isEqualTo(List.of("key of " + HUB));
    assertThat(domains().served().toString()).doesNotContain("key of");
    var stored =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT key_sealed FROM registry_domain")
                    .mapTo(byte[].class)
                    .one());
    assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("key of");
  }

  @Test
  void theVersionChangesWithTheNames() {
    long empty = domains().version();
    give(one, HUB, "proof");
    long first = domains().version();
    assertThat(first).isNotEqualTo(empty);
    domains().delete(one, HUB);
    assertThat(domains().version()).isEqualTo(empty);
  }
}
