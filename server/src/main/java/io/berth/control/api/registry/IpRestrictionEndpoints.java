package io.berth.control.api.registry;

import static io.berth.control.schema.Doc.Format.DATETIME;
import static io.berth.control.schema.Doc.Format.IP_BLOCK;

import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InRegistry;
import io.berth.control.registry.IpRestriction;
import io.berth.control.registry.IpRestrictions;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Doc;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Required;
import io.berth.control.schema.Rfc3339;
import io.berth.control.schema.Settable;
import io.berth.control.schema.Type.Model;
import io.berth.http.message.AddressRange;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code …/containerRegistry/{registryID}/ipRestrictions/management} and {@code …/registry}
 * (docs/reference/contracts/control-api.md#ip-restrictions).
 */
public final class IpRestrictionEndpoints {
  private static final int MOST_BLOCKS = 1000;

  private final IpRestrictions restrictions;

  public IpRestrictionEndpoints(IpRestrictions restrictions) {
    this.restrictions = restrictions;
  }

  @AnswerModel(
      name = "cloud.containerRegistry.IPRestrictions",
      doc = "A block of addresses that may reach the registry")
  private record View(
      @Doc(value = "Address or block in CIDR notation", format = IP_BLOCK) @Required String ipBlock,
      @Doc("What the block is") @Settable @Nullable String description,
      @Doc(value = "When it was added", format = DATETIME) String createdAt,
      @Doc(value = "When it was last changed", format = DATETIME) String updatedAt) {
    static View of(IpRestriction restriction) {
      return new View(
          restriction.ipBlock(),
          restriction.description(),
          Rfc3339.text(restriction.createdAt()),
          Rfc3339.text(restriction.updatedAt()));
    }
  }

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    var operations = new ArrayList<Operation<ControlCall>>();
    for (var surface : IpRestriction.Surface.values()) {
      var word = surface.name().toLowerCase(Locale.ROOT);
      var path = ControlAccess.REGISTRY + "/ipRestrictions/" + word;
      var action = "publicCloudProject:apiovh:containerRegistry/ipRestrictions/" + word;
      operations.add(
          Operation.get(path, "List the blocks that may reach the " + word + " side")
              .asks(access.registry(action + "/get"))
              .answers(Model.of(View.class).list())
              .by((_, found) -> get(found, surface)));
      operations.add(
          Operation.put(path, "Replace the blocks that may reach the " + word + " side")
              .asks(access.readyRegistry(action + "/edit"))
              .mayTake(Model.of(View.class).list())
              .answers(Model.of(View.class).list())
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
    return answer(restrictions.replace(registry, surface, wanted(request)));
  }

  private static Response answer(List<IpRestriction> restrictions) {
    return Response.json(200, restrictions.stream().map(View::of).toList());
  }

  private static List<IpRestrictions.Wanted> wanted(Request request) throws IOException {
    var given =
        BodyReader.list(
            request,
            View.class,
            MOST_BLOCKS,
            "the body must be a list of at most " + MOST_BLOCKS + " blocks");
    var wanted = new ArrayList<IpRestrictions.Wanted>();
    var seen = new HashSet<AddressRange>();
    for (var one : given) {
      var block = block(one.ipBlock().strip());
      if (!seen.add(AddressRange.parse(block))) {
        throw BodyReader.invalid("ipBlock " + block + " is in the list twice");
      }
      wanted.add(
          new IpRestrictions.Wanted(block, Objects.requireNonNullElse(one.description(), "")));
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
    throw BodyReader.invalid("ipBlock must be an IPv4 or IPv6 address or CIDR block, not " + text);
  }
}
