package io.berth.storage;

/** What {@link BlobStore#open} may give, where the store says with the bytes how many there are. */
public interface PartOfBlob {
  /** How many bytes are stored, of which these are a part or all; -1 when it is not known. */
  long whole();
}
