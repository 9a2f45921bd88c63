package io.berth.identity.oidc.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a claim is: its name, or a path through objects with dots between the names. A name with
 * dots of its own stands in quotes, as in {@code resource_access."my.client".roles}; at the top
 * level it is found without them too, as in {@code https://example.com/groups}.
 */
public final class ClaimPath {
  private ClaimPath() {}

  /** The claim's value; empty when the path leads nowhere. */
  public static Optional<Object> find(Map<String, Object> claims, String path) {
    var whole = claims.get(path);
    if (whole != null) {
      return Optional.of(whole);
    }
    Object at = claims;
    for (var name : names(path)) {
      at = at instanceof Map<?, ?> object ? object.get(name) : null;
      if (at == null) {
        return Optional.empty();
      }
    }
    return Optional.of(at);
  }

  /** The names along a path; a quote that is never closed is part of its name. */
  static List<String> names(String path) {
    var names = new ArrayList<String>();
    var name = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      int close = c == '"' && name.isEmpty() ? path.indexOf('"', i + 1) : -1;
      if (close > 0) {
        name.append(path, i + 1, close);
        i = close;
      } else if (c == '.') {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    names.add(name.toString());
    return names;
  }
}
