package io.berth.torture;

import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import java.util.Random;

/** Blobs that many images share, as base layers are. */
final class Shelf {
  private final byte[][] blobs;
  private final Descriptor[] descriptors;

  Shelf(int count, Random random) {
    blobs = new byte[count][];
    descriptors = new Descriptor[count];
    for (int i = 0; i < count; i++) {
      blobs[i] = new byte[200 + random.nextInt(3_000)];
      random.nextBytes(blobs[i]);
      descriptors[i] = Descriptor.of(Content.LAYER, blobs[i]);
    }
  }

  /** A piece of an image. */
  record Piece(byte[] bytes, Descriptor descriptor) {}

  /** Nine times of ten one that others use too, else one of its own. */
  Piece pick(Random random) {
    if (random.nextInt(10) > 0) {
      int index = random.nextInt(blobs.length);
      return new Piece(blobs[index], descriptors[index]);
    }
    var bytes = new byte[200 + random.nextInt(3_000)];
    random.nextBytes(bytes);
    return new Piece(bytes, Descriptor.of(Content.LAYER, bytes));
  }
}
