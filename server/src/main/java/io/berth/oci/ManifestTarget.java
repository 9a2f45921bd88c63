package io.berth.oci;

import io.berth.content.Reference;

/**
 * The manifest that a path of the registry names; that there is one is not said.
 *
 * @param in the repository, and who may do there what the route asks
 */
record ManifestTarget(OciTarget in, Reference reference) {
  /** As people write it: repository, and tag or digest. */
  @Override
  public String toString() {
    return switch (reference) {
      case Reference.ByTag tag -> in.name() + ":" + tag;
      case Reference.ByDigest digest -> in.name() + "@" + digest;
    };
  }
}
