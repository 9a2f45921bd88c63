package io.berth.http.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A path template as {@link Route} describes it. Ordered from exact to loose. */
final class RouteTemplate implements Comparable<RouteTemplate> {
  private enum Kind {
    LITERAL,
    ONE,
    MANY,
    REST
  }

  private record Part(Kind kind, String text) {}

  private final List<Part> parts;

  /** Where the part stands that takes several segments, or -1. */
  private final int wide;

  RouteTemplate(String template) {
    var list = new ArrayList<Part>();
    for (var segment : split(template)) {
      list.add(part(segment));
    }
    this.parts = List.copyOf(list);
    int found = -1;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).kind() == Kind.MANY || parts.get(i).kind() == Kind.REST) {
        if (found >= 0) {
          throw new IllegalArgumentException("two wide parts in " + template);
        }
        found = i;
      }
    }
    this.wide = found;
  }

  private static Part part(String segment) {
    if (segment.equals("**")) {
      return new Part(Kind.REST, "");
    }
    if (segment.startsWith("{") && segment.endsWith("+}")) {
      return new Part(Kind.MANY, segment.substring(1, segment.length() - 2));
    }
    if (segment.startsWith("{") && segment.endsWith("}")) {
      return new Part(Kind.ONE, segment.substring(1, segment.length() - 1));
    }
    return new Part(Kind.LITERAL, segment);
  }

  /** The segments behind the first slash; "/a/" has two, the second empty. */
  static List<String> split(String path) {
    return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
  }

  /** The raw values of the parameters, or null when the path does not fit. */
  @Nullable Map<String, String> match(List<String> segments) {
    int behind = wide < 0 ? 0 : parts.size() - wide - 1;
    if (!mayFit(segments)) {
      return null;
    }
    var params = new HashMap<String, String>(4);
    int exact = wide < 0 ? parts.size() : wide;
    for (int i = 0; i < exact; i++) {
      if (!take(parts.get(i), segments.get(i), params)) {
        return null;
      }
    }
    if (wide < 0) {
      return params;
    }
    for (int i = 1; i <= behind; i++) {
      var segment = segments.get(segments.size() - i);
      if (!take(parts.get(parts.size() - i), segment, params)) {
        return null;
      }
    }
    var middle = segments.subList(wide, segments.size() - behind);
    if (parts.get(wide).kind() == Kind.MANY) {
      if (middle.isEmpty() || middle.contains("")) {
        return null;
      }
      params.put(parts.get(wide).text(), String.join("/", middle));
    }
    return params;
  }

  /** Whether the literal parts stand where they are to: most templates are ruled out by that. */
  private boolean mayFit(List<String> segments) {
    if (wide < 0 ? segments.size() != parts.size() : segments.size() < parts.size() - 1) {
      return false;
    }
    int further = segments.size() - parts.size();
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      if (part.kind() == Kind.LITERAL
          && !part.text().equals(segments.get(wide < 0 || i < wide ? i : i + further))) {
        return false;
      }
    }
    return true;
  }

  private static boolean take(Part part, String segment, Map<String, String> params) {
    if (part.kind() == Kind.LITERAL) {
      return part.text().equals(segment);
    }
    params.put(part.text(), segment);
    return !segment.isEmpty();
  }

  @Override
  public int compareTo(RouteTemplate other) {
    if ((wide < 0) != (other.wide < 0)) {
      return wide < 0 ? -1 : 1;
    }
    for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
      int order = parts.get(i).kind().compareTo(other.parts.get(i).kind());
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(other.parts.size(), parts.size());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RouteTemplate template && template.parts.equals(parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }
}
