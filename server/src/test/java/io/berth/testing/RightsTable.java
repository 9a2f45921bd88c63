package io.berth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The table of rights in a project, from the test resources: what the code must agree with. */
public final class RightsTable {
  private RightsTable() {}

  /**
   * A line.
   *
   * @param roles letters of A, M, D, G, L
   */
  public record Line(String resource, String action, String roles, boolean open, boolean robots) {
    public boolean allows(char role) {
      return roles.indexOf(role) >= 0;
    }

    @Override
    public String toString() {
      return resource + ":" + action;
    }
  }

  public static List<Line> lines() {
    try (var in = RightsTable.class.getResourceAsStream("/io/berth/identity/rbac.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", -1))
          .map(
              w ->
                  new Line(
                      w[0], w[1], w[2].replace("-", ""), w[3].equals("pub"), w[4].equals("robot")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Line line(String permission) {
    return lines().stream()
        .filter(line -> line.toString().equals(permission))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no line for " + permission));
  }
}
