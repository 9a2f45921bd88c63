package io.berth.control.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.control.schema.EnumModel;
import java.util.List;
import java.util.Optional;

/**
 * Where a registry may be said to stand
 * (docs/reference/contracts/control-api.md#regions-and-plans). One server serves them all: the name
 * is kept and given back. To offer another region, add a line.
 *
 * @param country ISO 3166-1, lower case as the API has it
 */
public record Region(String name, Kind kind, String continent, String country, String location) {
  /** The first one must be GRA: clients choose it by its place. */
  public static final List<Region> ALL =
      List.of(
          new Region("GRA", Kind.ONE_ZONE, "EU", "fr", "GRA"),
          new Region("BHS", Kind.ONE_ZONE, "NA", "ca", "BHS"),
          new Region("DE", Kind.ONE_ZONE, "EU", "de", "LIM"),
          new Region("AP-SOUTH-MUM", Kind.ONE_ZONE, "ASIA", "in", "YNM"),
          new Region("EU-WEST-PAR", Kind.THREE_ZONES, "EU", "fr", "PAR"),
          new Region("EU-SOUTH-MIL", Kind.THREE_ZONES, "EU", "it", "MIL"));

  /** OVHcloud's kinds of region; those of {@link Kind} occur here. */
  @EnumModel(name = "common.RegionTypeEnum", doc = "Kinds of region")
  public enum TypeEnum {
    @JsonProperty("LOCAL-ZONE")
    LOCAL_ZONE,
    @JsonProperty("REGION-1-AZ")
    ONE_ZONE,
    @JsonProperty("REGION-3-AZ")
    THREE_ZONES
  }

  /** How many availability zones, in the words of two parts of the API. */
  public enum Kind {
    ONE_ZONE("REGION-1-AZ", "region"),
    THREE_ZONES("REGION-3-AZ", "region-3-az");

    private final String capability;
    private final String word;

    Kind(String capability, String word) {
      this.capability = capability;
      this.word = word;
    }

    public String capability() {
      return capability;
    }

    public String word() {
      return word;
    }
  }

  public static Optional<Region> of(String name) {
    return ALL.stream().filter(region -> region.name.equals(name)).findFirst();
  }

  public static List<String> names() {
    return ALL.stream().map(Region::name).toList();
  }

  public List<String> zones() {
    var zone = name.toLowerCase(java.util.Locale.ROOT);
    return switch (kind) {
      case ONE_ZONE -> List.of();
      case THREE_ZONES -> List.of(zone + "-a", zone + "-b", zone + "-c");
    };
  }
}
