package io.berth.storage.s3;

import io.berth.content.Digest;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.storage.BufferPool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way into one object: whole parts go to the store while more come, one at a time
 * beside the writer, and what is no part yet is held in a {@link PartSpool}. Belongs to whoever has
 * the session's lock.
 */
final class ObjectWriter implements AutoCloseable {
  /** S3 wants 5 MiB at least, and takes 10,000 parts: so a blob has at most 80 GB. */
  static final int PART = 8 << 20;

  private static final int MOST_PARTS = 10_000;

  /**
   * From the last chunk of an upload to a commit that takes up the object of an earlier one. With
   * the time that a record may take it is less than what leftovers are told by (OrphanedObjects).
   */
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(30);

  private final S3Objects objects;
  private final Path folder;
  private final Supplier<String> freshKey;
  private final List<UploadState.Part> parts;
  private String key;
  private @Nullable String multipart;
  private PartSpool tail;
  private long inParts;
  private @Nullable FutureTask<Optional<UploadState.Part>> sending;
  private @Nullable PartSpool sent;

  /**
   * @param freshKey a key that was never used, each time
   * @param state what the store has of it
   */
  ObjectWriter(S3Objects objects, Path folder, Supplier<String> freshKey, UploadState state) {
    this.objects = objects;
    this.folder = folder;
    this.freshKey = freshKey;
    this.key = state.key();
    this.parts = new ArrayList<>(state.parts());
    this.multipart = state.multipart();
    this.inParts = state.inParts();
    this.tail = new PartSpool(folder);
  }

  long size() {
    return inParts + tail.length();
  }

  boolean isInParts() {
    return multipart != null;
  }

  /** Takes the bytes that follow the state of an upload in its object. */
  void restore(InputStream in, BufferPool buffers) throws IOException {
    var buffer = buffers.take();
    try {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        tail.write(buffer, 0, count);
      }
    } catch (IOException e) {
      close();
      throw e;
    } finally {
      buffers.give(buffer);
    }
  }

  /**
   * Takes more bytes.
   *
   * @throws UploadGone when the store has no such upload in parts any more
   * @throws FaultException when the store or the local disk fails, or there are too many
   */
  void write(byte[] bytes, int count) throws UploadGone {
    for (int done = 0; done < count; ) {
      if (tail.length() == PART) {
        send();
      }
      int some = (int) Math.min(count - done, PART - tail.length());
      tail.write(bytes, done, some);
      done += some;
    }
  }

  /** Gives the full tail to the store beside whoever writes on. */
  private void send() throws UploadGone {
    awaitSent();
    var id = multipart == null ? begin() : multipart;
    int number = parts.size() + 1;
    if (number >= MOST_PARTS) {
      throw new FaultException(
          new Fault.TooLarge(
              (long) PART * MOST_PARTS, "a blob may have at most 80 GB in this storage"));
    }
    var part = tail;
    var to = key;
    var task = new FutureTask<>(() -> objects.part(to, id, number, part));
    sending = task;
    sent = part;
    inParts += part.length();
    tail = new PartSpool(folder);
    Thread.startVirtualThread(task);
  }

  private String begin() {
    key = freshKey.get();
    var id = objects.beginMultipart(key);
    multipart = id;
    return id;
  }

  /** Returns when the store has all parts but the tail. */
  private void awaitSent() throws UploadGone {
    boolean interrupted = false;
    try {
      for (var task = sending; task != null; task = sending) {
        try {
          var part = task.get();
          forgetSent();
          parts.add(part.orElseThrow(UploadGone::new));
        } catch (InterruptedException _) {
          interrupted = true;
        } catch (ExecutionException e) {
          forgetSent();
          if (e.getCause() instanceof FaultException refused) {
            throw refused;
          }
          throw new IllegalStateException("a part could not be sent", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void forgetSent() {
    sending = null;
    if (sent != null) {
      sent.close();
      sent = null;
    }
  }

  /** What there is, for another server to go on with. */
  UploadState state(@Nullable Digest hash) throws UploadGone {
    awaitSent();
    return new UploadState(key, multipart, parts, hash);
  }

  /** Some bytes, and after them those that are in no part. */
  S3Objects.Content rest(byte[] before) {
    var after = tail;
    return new S3Objects.Content() {
      @Override
      public long length() {
        return before.length + after.length();
      }

      @Override
      public InputStream open() {
        return new SequenceInputStream(new ByteArrayInputStream(before), after.open());
      }
    };
  }

  /**
   * Makes all of it an object.
   *
   * @param age how long ago what is stored of it was stored
   * @throws UploadGone when the parts are no more, and the object is not there either
   */
  Assembled assemble(Duration age) throws UploadGone {
    awaitSent();
    var id = multipart;
    if (id == null) {
      // Each time another one: a table may name the last by now.
      var once = freshKey.get();
      objects.put(once, tail);
      return new Assembled(once, true);
    }
    if (tail.length() > 0) {
      var last = objects.part(key, id, parts.size() + 1, tail);
      if (last.isEmpty()) {
        return assembledBefore(age);
      }
      parts.add(last.get());
      inParts += tail.length();
      tail.close();
      tail = new PartSpool(folder);
    }
    if (!objects.complete(key, id, parts)) {
      return assembledBefore(age);
    }
    return new Assembled(key, true);
  }

  /**
   * An object that was made.
   *
   * @param certain whether it was made of these very bytes; else somebody made one as long before
   */
  record Assembled(String key, boolean certain) {}

  /**
   * The answer to an earlier try may have been lost, or its record. What was made long ago may be
   * on its way out as a leftover: nobody may name it any more.
   */
  private Assembled assembledBefore(Duration age) throws UploadGone {
    if (age.compareTo(LONGEST_RETRY) > 0 || objects.size(key).orElse(-1) != size()) {
      throw new UploadGone();
    }
    return new Assembled(key, false);
  }

  /**
   * Gives up what is not part of a state that is stored.
   *
   * @param kept the state; null when nothing is to stay
   */
  void abandon(@Nullable UploadState kept) {
    try {
      awaitSent();
    } catch (UploadGone | FaultException | IllegalStateException _) {
      // given up anyway
    }
    var id = multipart;
    close();
    if (id != null && (kept == null || !id.equals(kept.multipart()))) {
      try {
        objects.abort(key, id);
      } catch (FaultException _) {
        // left for the job that ends what nobody goes on with
      }
    }
  }

  @Override
  public void close() {
    tail.close();
    forgetSent();
  }
}
