package io.berth.storage;

import io.berth.content.Digest;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes on their way to becoming a blob. One request works on a session at a time; a second one
 * waits. Sessions of one id in one process are the same session.
 */
public interface UploadSession {
  String id();

  /** The bytes received so far. */
  long size() throws IOException;

  /**
   * Says in which algorithm the commit will probably name the bytes, so that they are hashed while
   * they arrive. Only a hint: a commit in another algorithm reads them once more.
   */
  default void expect(Digest.Algorithm algorithm) {}

  /**
   * Appends everything the stream holds.
   *
   * @param offset where the bytes belong
   * @return what became of it; bytes that arrived before the stream broke off stay appended and
   *     {@link #size} tells how many
   * @throws IOException when the stream breaks off
   * @throws io.berth.fault.FaultException StorageFull or Unavailable when the store fails; like any
   *     refusal that the stream throws, it leaves the session at {@code offset}
   */
  AppendResult append(long offset, InputStream bytes) throws IOException;

  /**
   * Makes the bytes a blob on stable storage if they have this digest, and lets the caller record
   * it. The session is over when they have, and stays as it is when not.
   *
   * @throws io.berth.fault.FaultException StorageFull or Unavailable when the store fails
   */
  CommitResult commit(Digest digest, Recorder recorder) throws IOException;

  /** {@link #commit(Digest, Recorder)} for bytes that nobody keeps a record of. */
  default CommitResult commit(Digest digest) throws IOException {
    return commit(digest, _ -> true);
  }

  /** Keeps the record of blobs, called when one is in its place. */
  @FunctionalInterface
  interface Recorder {
    /**
     * @return true when it is recorded and in its place; false to have it put there again, because
     *     somebody was removing the same blob meanwhile, and be asked again
     */
    boolean record(long size) throws IOException;
  }

  /** Drops the session and its bytes; nothing happens when it is already over. */
  void cancel() throws IOException;

  /** Outcomes of {@link #append}. */
  sealed interface AppendResult {
    /** {@code size} bytes are there now. */
    record Appended(long size) implements AppendResult {}

    /** Nothing was taken: the session stands at {@code size}, not at the offset given. */
    record OutOfOrder(long size) implements AppendResult {}

    /** The session was committed or cancelled meanwhile. */
    record Over() implements AppendResult {}
  }

  /** Outcomes of {@link #commit}. */
  sealed interface CommitResult {
    record Committed(long size) implements CommitResult {}

    /** The bytes have another digest. */
    record DigestMismatch(Digest actual) implements CommitResult {}

    /** The session was committed or cancelled meanwhile. */
    record Over() implements CommitResult {}
  }
}
