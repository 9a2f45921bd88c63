package io.berth.listing;

import java.util.HashMap;
import java.util.Map;

/** The values that the conditions of one statement bind, each under a name of its own. */
public final class Values {
  private final Map<String, Object> bound = new HashMap<>();

  Values() {}

  /** Binds a value and returns its place in the statement. */
  public String bind(Object value) {
    var name = "asked" + bound.size();
    bound.put(name, value);
    return ":" + name;
  }

  Map<String, Object> all() {
    return bound;
  }
}
