package io.berth.storage.s3;

import io.berth.content.Digest;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.storage.BlobStore;
import io.berth.storage.UploadSession.CommitResult;
import io.berth.storage.UploadSession.Recorded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A process that pushes many blobs at once; see {@link S3MemoryTest}. */
final class ManyUploads {
  static final int UPLOADS = 64;
  private static final int SIZE = (8 << 20) + 5;
  private static final int ATTEMPTS = 3;

  private ManyUploads() {}

  /** Bytes that differ by upload; the last one comes when all uploads have come so far. */
  private static final class Body extends InputStream {
    private final int seed;
    private final CountDownLatch all;
    private int position;

    Body(int seed, CountDownLatch all) {
      this.seed = seed;
      this.all = all;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      if (position == SIZE) {
        return -1;
      }
      if (position == SIZE - 1) {
        all.countDown();
        try {
          all.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      int most = Math.min(count, position < SIZE - 1 ? SIZE - 1 - position : 1);
      for (int i = 0; i < most; i++) {
        into[offset + i] = (byte) (seed * 31 + position++ / 7);
      }
      return most;
    }
  }

  /** Again, as clients do, when the store answers that it cannot now: S3Proxy does under load. */
  private static CommitResult push(BlobStore store, int which, CountDownLatch all, Digest digest)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      var upload = store.begin("u" + which + "-" + attempt);
      try {
        upload.append(0, new Body(which, all));
        return upload.commit(digest, (_, _) -> Recorded.HERE);
      } catch (FaultException e) {
        if (!(e.fault() instanceof Fault.Unavailable) || attempt == ATTEMPTS) {
          throw e;
        }
        upload.cancel();
      }
    }
  }

  public static void main(String[] words) throws Exception {
    var options =
        new S3Options(
            S3Address.parse(words[0]),
            Optional.of(new S3Keys(words[1], words[2])),
            Path.of(words[3]),
            Duration.ofSeconds(60));
    var all = new CountDownLatch(UPLOADS);
    var digests = new ArrayList<Digest>();
    for (int i = 0; i < UPLOADS; i++) {
      var hasher = Digest.Algorithm.SHA256.hasher();
      try (var body = new Body(i, new CountDownLatch(1))) {
        hasher.update(body.readAllBytes());
      }
      digests.add(Digest.Algorithm.SHA256.digestOf(hasher.digest()));
    }
    System.gc();
    try (var store = S3BlobStore.connect(options);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = new ArrayList<Future<CommitResult>>();
      for (int i = 0; i < UPLOADS; i++) {
        int which = i;
        done.add(threads.submit(() -> push(store, which, all, digests.get(which))));
      }
      int committed = 0;
      for (var one : done) {
        committed += one.get() instanceof CommitResult.Committed ? 1 : 0;
      }
      System.out.println("committed " + committed);
    }
  }
}
