package io.berth.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.control.schema.Operation;
import io.berth.http.AddressRange;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code …/containerRegistry/{registryID}/ipRestrictions/management} and {@code …/registry}
 * (contracts/control-api.md section 1.7).
 */
public final class IpRestrictionEndpoints {
  private static final int MOST_BLOCKS = 1000;

  private final IpRestrictions restrictions;

  public IpRestrictionEndpoints(IpRestrictions restrictions) {
    this.restrictions = restrictions;
  }

  private record View(
      String ipBlock, String description, @Nullable String createdAt, @Nullable String updatedAt) {
    static View of(IpRestriction restriction) {
      return new View(
          restriction.ipBlock(),
          restriction.description(),
          Times.text(restriction.createdAt()),
          Times.text(restriction.updatedAt()));
    }
  }

  List<Operation<ControlCall>> operations(ControlAccess access) {
    var operations = new ArrayList<Operation<ControlCall>>();
    for (var surface : IpRestriction.Surface.values()) {
      var word = surface.name().toLowerCase(Locale.ROOT);
      var path = ControlAccess.REGISTRY + "/ipRestrictions/" + word;
      var action = "publicCloudProject:apiovh:containerRegistry/ipRestrictions/" + word;
      operations.add(
          Operation.get(path, "List the blocks that may reach the " + word + " side")
              .asks(access.registry(action + "/get"))
              .answers(RegistryModels.IP_RESTRICTION.list())
              .by((_, found) -> get(found, surface)));
      operations.add(
          Operation.put(path, "Replace the blocks that may reach the " + word + " side")
              .asks(access.readyRegistry(action + "/edit"))
              .mayTake(RegistryModels.IP_RESTRICTION.list())
              .answers(RegistryModels.IP_RESTRICTION.list())
              .by((request, found) -> replace(request, found, surface)));
    }
    return operations;
  }

  private Response get(InRegistry found, IpRestriction.Surface surface) {
    return answer(restrictions.list(found.registry().id(), surface));
  }

  private Response replace(Request request, InRegistry found, IpRestriction.Surface surface)
      throws IOException {
    var registry = found.registry().id();
    return answer(restrictions.replace(registry, surface, wanted(Json.tree(request))));
  }

  private static Response answer(List<IpRestriction> restrictions) {
    return Response.json(200, restrictions.stream().map(View::of).toList());
  }

  private static List<IpRestrictions.Wanted> wanted(JsonNode body) {
    // Node's clients send an empty list as no body (section 0, rule 5).
    if (!(body.isArray() || body.isMissingNode()) || body.size() > MOST_BLOCKS) {
      throw Fields.invalid("the body must be a list of at most " + MOST_BLOCKS + " blocks");
    }
    var wanted = new ArrayList<IpRestrictions.Wanted>();
    var seen = new HashSet<AddressRange>();
    for (var node : body) {
      var fields = Fields.of(node);
      var block = block(fields.required("ipBlock").strip());
      if (!seen.add(AddressRange.parse(block))) {
        throw Fields.invalid("ipBlock " + block + " is in the list twice");
      }
      wanted.add(new IpRestrictions.Wanted(block, fields.text("description").orElse("")));
    }
    return wanted;
  }

  /** A single address becomes a block of its own. */
  private static String block(String text) {
    var isShortened = !text.contains(":") && !text.matches("\\d+\\.\\d+\\.\\d+\\.\\d+(/\\d+)?");
    try {
      var range = AddressRange.parse(text);
      if (!isShortened) {
        return text.contains("/") ? text : text + "/" + range.length();
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw Fields.invalid("ipBlock must be an IPv4 or IPv6 address or CIDR block, not " + text);
  }
}
