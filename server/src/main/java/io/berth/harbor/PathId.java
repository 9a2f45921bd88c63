package io.berth.harbor;

import io.berth.http.Request;
import java.util.Optional;
import java.util.function.LongFunction;

/** Numbers in paths. */
final class PathId {
  private PathId() {}

  /** What has the id in the path; empty when the path holds no number or nothing has it. */
  static <T> Optional<T> find(Request request, String param, LongFunction<Optional<T>> finder) {
    var id = request.param(param);
    return id.matches("\\d{1,18}") ? finder.apply(Long.parseLong(id)) : Optional.empty();
  }
}
