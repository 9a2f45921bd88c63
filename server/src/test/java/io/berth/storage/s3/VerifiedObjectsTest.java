package io.berth.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class VerifiedObjectsTest {
  private static final BlobLocation BLOB =
      new BlobLocation("", Digest.of(Digest.Algorithm.SHA256, new byte[1]), "blobs/ab/one");

  private final AtomicLong time = new AtomicLong();
  private final VerifiedObjects verified = new VerifiedObjects(time::get);

  @Test
  void anObjectIsKnownForAWhileByItsKeyDigestAndTag() {
    verified.sound(BLOB, "\"1\"");

    assertThat(verified.knows(BLOB, "\"1\"")).isTrue();
    assertThat(verified.knows(BLOB, "\"2\"")).isFalse();
    var other = Digest.of(Digest.Algorithm.SHA256, new byte[2]);
    assertThat(verified.knows(new BlobLocation("", other, BLOB.key()), "\"1\"")).isFalse();
    assertThat(verified.knows(new BlobLocation("", BLOB.digest(), "blobs/x"), "\"1\"")).isFalse();

    time.addAndGet(VerifiedObjects.LATELY.toNanos() + 1);
    assertThat(verified.knows(BLOB, "\"1\"")).isFalse();
  }

  @Test
  void aStoreThatSaysNoTagIsNeverBelieved() {
    verified.sound(BLOB, "");
    verified.sound(BLOB, null);

    assertThat(verified.knows(BLOB, "")).isFalse();
    assertThat(verified.knows(BLOB, null)).isFalse();
  }

  @Test
  void whatWentToTheQuarantineIsForgotten() {
    verified.sound(BLOB, "\"1\"");
    verified.forget(BLOB.key());

    assertThat(verified.knows(BLOB, "\"1\"")).isFalse();
  }
}
