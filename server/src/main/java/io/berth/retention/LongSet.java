package io.berth.retention;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** Many ids in little memory: sixteen bytes each at most. None is 0. */
final class LongSet {
  private long[] slots = new long[64];
  private int size;

  int size() {
    return size;
  }

  /** False when it was there. */
  boolean add(long value) {
    if (size * 2 >= slots.length) {
      var old = slots;
      slots = new long[old.length * 2];
      Arrays.stream(old).filter(it -> it != 0).forEach(it -> slots[slot(it)] = it);
    }
    int slot = slot(value);
    if (slots[slot] == value) {
      return false;
    }
    slots[slot] = value;
    size++;
    return true;
  }

  boolean contains(long value) {
    return slots[slot(value)] == value;
  }

  private int slot(long value) {
    int mask = slots.length - 1;
    int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> 33) & mask;
    while (slots[slot] != 0 && slots[slot] != value) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** In no order. Nothing may be added meanwhile. */
  void forEach(LongConsumer action) {
    Arrays.stream(slots).filter(it -> it != 0).forEach(action);
  }
}
