package io.berth.storage;

import io.berth.content.BlobLocation;
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
   * Makes what was appended outlast this process, for other servers to see; before this, or a
   * commit, only bytes that arrived before a stream broke off do.
   *
   * @throws io.berth.fault.FaultException StorageFull or Unavailable when the store fails; the
   *     session then stands where it was before
   */
  void keep() throws IOException;

  /**
   * Makes the bytes a blob on stable storage if they have this digest, and lets the caller record
   * it. The session is over when they have, and stays as it is when not.
   *
   * @throws io.berth.fault.FaultException StorageFull or Unavailable when the store fails
   */
  CommitResult commit(Digest digest, Recorder recorder) throws IOException;

  /** Keeps the record of blobs, called when one is in its place. */
  @FunctionalInterface
  interface Recorder {
    /** Asked again after {@link Recorded#AGAIN}, and when the bytes had to be put there anew. */
    Recorded record(BlobLocation blob, long size) throws IOException;
  }

  /** Outcomes of {@link Recorder#record}. */
  enum Recorded {
    /** These bytes are the blob. */
    HERE,
    /** The same bytes were recorded before, under another key: these are not needed. */
    ELSEWHERE,
    /** Somebody was removing the same blob meanwhile. */
    AGAIN
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
