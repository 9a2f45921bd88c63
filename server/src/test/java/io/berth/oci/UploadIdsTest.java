package io.berth.oci;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest.Algorithm;
import io.berth.secret.Vault;
import io.berth.testing.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class UploadIdsTest {
  private final SecureRandom random = new SecureRandom();
  private final TestClock clock = new TestClock();
  private final UploadIds ids = new UploadIds(vault(1), random, clock, Duration.ofDays(7));

  private Vault vault(int key) {
    var master = new byte[32];
    master[0] = (byte) key;
    return new Vault(master, random);
  }

  @Test
  void anotherServerWithTheSameMasterKeyReadsWhatThisOneMade() {
    var made = ids.make(7, Algorithm.SHA512);
    var elsewhere = new UploadIds(vault(1), random, clock, Duration.ofDays(7));

    assertThat(elsewhere.read(7, made.text())).hasValue(made);
    assertThat(made.algorithm()).isEqualTo(Algorithm.SHA512);
    assertThat(made.isBegun()).isFalse();
    assertThat(made.text()).matches("[0-9a-f]{64}");
  }

  @Test
  void itIsOfOneRepositoryAndOneInstallation() {
    var made = ids.make(7, Algorithm.SHA256);

    assertThat(ids.read(8, made.text())).isEmpty();
    assertThat(new UploadIds(vault(2), random, clock, Duration.ofDays(7)).read(7, made.text()))
        .isEmpty();
  }

  @Test
  void noneIsMadeUp() {
    var made = ids.make(7, Algorithm.SHA256).text();
    for (int i = 0; i < made.length(); i++) {
      var other = made.charAt(i) == '0' ? '1' : '0';
      var forged = made.substring(0, i) + other + made.substring(i + 1);
      assertThat(ids.read(7, forged)).as(forged).isEmpty();
    }
    for (var wrong :
        new String[] {"", "x", made + "0", made.substring(2), made.replace(made.charAt(0), 'ä')}) {
      assertThat(ids.read(7, wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void anUploadKeepsItsBytesWhenItsAddressChanges() {
    var made = ids.make(7, Algorithm.SHA256);
    var begun = ids.begun(7, made);

    assertThat(begun.isBegun()).isTrue();
    assertThat(begun.text()).isNotEqualTo(made.text());
    assertThat(begun.staged()).isEqualTo(made.staged());
    assertThat(ids.read(7, begun.text())).hasValue(begun);
    assertThat(ids.begun(7, begun)).isEqualTo(begun);
  }

  @Test
  void anAddressWithoutBytesEndsInTimeAndOneWithBytesWithThem() {
    var made = ids.make(7, Algorithm.SHA256);
    var begun = ids.begun(7, made);
    clock.advance(Duration.ofDays(8));

    assertThat(ids.read(7, made.text())).isEmpty();
    assertThat(ids.read(7, begun.text())).hasValue(begun);
  }

  @Test
  void whatWasEndedHereIsNotBegunAgain() {
    var made = ids.make(7, Algorithm.SHA256);
    ids.end(made);

    assertThat(ids.read(7, made.text())).isEmpty();
  }

  @Test
  void noTwoAreAlike() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 1000; i++) {
      seen.add(ids.make(7, Algorithm.SHA256).staged());
    }
    assertThat(seen).hasSize(1000);
  }
}
