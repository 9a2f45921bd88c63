package io.berth.harbor.request;

import io.berth.catalog.Quotas;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;

/** A quota that somebody asks for, of one project or of all new ones. */
public final class StorageLimit {
  /** 1024 TB, Harbor's highest. */
  private static final long MOST = 1L << 50;

  private StorageLimit() {}

  /**
   * The number of bytes, or -1 for no limit, as it was given.
   *
   * @throws FaultException Invalid BODY when it is neither
   */
  public static long checked(long storage) {
    if (storage != Quotas.UNLIMITED && (storage <= 0 || storage > MOST)) {
      throw FaultException.invalid(
          Fault.Part.BODY,
          "a storage limit is a number of bytes above 0 and up to " + MOST + ", or -1 for none");
    }
    return storage;
  }
}
