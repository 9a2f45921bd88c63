package io.berth.server.config;

import io.berth.audit.forward.ForwardPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the events of all registries' audit logs go besides.
 *
 * @param places as {@link ForwardPlace#parse} takes them
 * @param caFile PEM of the authorities that count there
 */
public record AuditForward(List<String> places, Optional<Path> caFile) {
  /**
   * The same places, which are some.
   *
   * @throws IllegalArgumentException for one that is none
   */
  static List<String> checked(List<String> places) {
    places.forEach(place -> ForwardPlace.parse(place, ""));
    return places;
  }

  /**
   * What they stand for.
   *
   * @throws IOException when the file of the authorities cannot be read
   */
  public List<ForwardPlace> read() throws IOException {
    var certificates = caFile.isPresent() ? Files.readString(caFile.get()) : "";
    return places.stream().map(place -> ForwardPlace.parse(place, certificates)).toList();
  }
}
