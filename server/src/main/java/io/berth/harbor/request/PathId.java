package io.berth.harbor.request;

import io.berth.http.message.Request;
import java.util.Optional;
import java.util.function.LongFunction;

/** Numbers in paths. */
public final class PathId {
  private PathId() {}

  /** What has the id in the path; empty when the path holds no number or nothing has it. */
  public static <T> Optional<T> find(
      Request request, String param, LongFunction<Optional<T>> finder) {
    var id = request.param(param);
    return id.matches("\\d{1,18}") ? finder.apply(Long.parseLong(id)) : Optional.empty();
  }
}
