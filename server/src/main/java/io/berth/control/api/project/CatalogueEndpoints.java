package io.berth.control.api.project;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.control.api.me.Nichandle;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InCloudProject;
import io.berth.control.registry.Plan;
import io.berth.control.registry.Region;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Operation;
import io.berth.control.schema.QueryReader;
import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Model;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Regions, and what is to be had where for how much: nothing costs anything here
 * (docs/reference/contracts/control-api.md#other-calls).
 */
public final class CatalogueEndpoints {
  private static final String PRODUCT = "registry";

  public CatalogueEndpoints() {}

  @AnswerModel(name = "cloud.Region", doc = "A region")
  private record RegionView(
      @Doc("Region") String name,
      @Doc(value = "Kind of region", words = RegionTypeEnum.class) String type,
      @Doc("Status") RegionStatusEnum status,
      @Doc("Continent") String continentCode,
      @Doc("Country") @Nullable String countryCode,
      @Doc("Location") String datacenterLocation,
      @Doc("Availability zones") List<String> availabilityZones,
      @Doc("Services") List<Component> services,
      @Doc("Countries of its addresses") List<String> ipCountries) {}

  @AnswerModel(name = "cloud.Component", doc = "A service of a region")
  private record Component(
      @Doc("Name") String name,
      @Doc("Status") RegionStatusEnum status,
      @Doc("Endpoint") String endpoint) {}

  @EnumModel(name = "cloud.RegionStatusEnum", doc = "Status of a region")
  enum RegionStatusEnum {
    DOWN,
    MAINTENANCE,
    UP
  }

  /** OVHcloud's; those of {@link Region.Kind} occur here. */
  @EnumModel(name = "cloud.RegionTypeEnum", doc = "Kinds of region")
  enum RegionTypeEnum {
    @JsonProperty("localzone")
    LOCAL_ZONE,
    @JsonProperty("region")
    ONE_ZONE,
    @JsonProperty("region-3-az")
    THREE_ZONES
  }

  @AnswerModel(name = "cloud.ProductAvailability", doc = "Which plans are to be had where")
  private record Availability(
      @Doc("Plans") List<PlanAvailability> plans, @Doc("Products") List<String> products) {}

  @AnswerModel(name = "cloud.ProductAvailabilityPlan", doc = "Where a plan is to be had")
  private record PlanAvailability(
      @Doc("Plan code") String code, @Doc("Regions") List<RegionAvailability> regions) {}

  @AnswerModel(name = "cloud.ProductAvailabilityRegion", doc = "A region that has a plan")
  private record RegionAvailability(
      @Doc("Region") String name,
      @Doc("Whether it is open") boolean enabled,
      @Doc("Kind of region") String type) {}

  @AnswerModel(name = "order.catalog.public.Catalog", doc = "What is to be had")
  private record Catalogue(
      @Doc("Catalogue ID") int catalogId,
      @Doc("Currency and tax") Locality locale,
      @Doc("Plans") List<Addon> addons) {}

  @AnswerModel(name = "order.catalog.public.Locale", doc = "Currency and tax")
  private record Locality(
      @Doc("Currency") String currencyCode,
      @Doc("Subsidiary") String subsidiary,
      @Doc("Tax in percent") double taxRate) {}

  @AnswerModel(name = "order.catalog.public.Plan", doc = "A plan")
  private record Addon(
      @Doc("Plan code") String planCode,
      @Doc("Name on invoices") String invoiceName,
      @Doc("Product") String product,
      @Doc("Prices") List<Pricing> pricings) {}

  @AnswerModel(name = "order.catalog.public.Pricing", doc = "A price")
  private record Pricing(
      @Doc("Phase") int phase,
      @Doc("What the price is for") List<String> capacities,
      @Doc("Months bound") int commitment,
      @Doc("Description") String description,
      @Doc("Length of an interval") int interval,
      @Doc("Unit of the interval") String intervalUnit,
      @Doc("Mode") String mode,
      @Doc("Price in hundred millionths of the currency") long price,
      @Doc("Tax in the same unit") long tax,
      @Doc("Kind of price") String type) {
    static final Pricing FREE =
        new Pricing(
            1,
            List.of("consumption"),
            0,
            "free of charge",
            1,
            "hour",
            "default",
            0,
            0,
            "consumption");
  }

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    return List.of(
        Operation.get("/cloud/project/{serviceName}/region", "Get the regions")
            .asks(access.project("publicCloudProject:apiovh:region/get"))
            .answers(Scalar.STRING.list())
            .by(this::regions),
        Operation.get("/cloud/project/{serviceName}/region/{regionName}", "Get a region")
            .asks(access.project("publicCloudProject:apiovh:region/get"))
            .answers(Model.of(RegionView.class))
            .by(this::region),
        Operation.get(
                "/cloud/project/{serviceName}/capabilities/productAvailability",
                "Get which plans are to be had where")
            .asks(access.project("publicCloudProject:apiovh:capabilities/productAvailability/get"))
            .query("ovhSubsidiary", Scalar.STRING, "Subsidiary")
            .query("planCode", Scalar.STRING, "Only this plan")
            .query("product", Scalar.STRING, "Only plans of this product")
            .answers(Model.of(Availability.class))
            .by(this::availability),
        Operation.get("/order/catalog/public/cloud", "Get the catalogue")
            .asks(
                ControlAccess.open(
                    "prices are read before anybody signs in, and there is nothing secret in them"))
            .query("ovhSubsidiary", Scalar.STRING, "Subsidiary")
            .answers(Model.of(Catalogue.class))
            .by(CatalogueEndpoints::catalogue));
  }

  private Response regions(Request request, InCloudProject found) {
    return Response.json(200, Region.names());
  }

  private Response region(Request request, InCloudProject found) {
    var region =
        Region.of(request.param("regionName"))
            .orElseThrow(
                () -> FaultException.notFound(Fault.Thing.OTHER, "This region does not exist"));
    return Response.json(
        200,
        new RegionView(
            region.name(),
            region.kind().word(),
            RegionStatusEnum.UP,
            region.continent(),
            region.country(),
            region.location(),
            region.zones(),
            List.of(new Component(PRODUCT, RegionStatusEnum.UP, "")),
            List.of(region.country())));
  }

  private Response availability(Request request, InCloudProject found) {
    var product = QueryReader.text(request, "product");
    var code = QueryReader.text(request, "planCode");
    var plans =
        Arrays.stream(Plan.values())
            .filter(_ -> product == null || product.equals(PRODUCT))
            .filter(plan -> code == null || code.equals(plan.code()))
            .map(plan -> new PlanAvailability(plan.code(), whereabouts()))
            .toList();
    return Response.json(200, new Availability(plans, List.of(PRODUCT)));
  }

  private static List<RegionAvailability> whereabouts() {
    return Region.ALL.stream()
        .map(region -> new RegionAvailability(region.name(), true, region.kind().capability()))
        .toList();
  }

  private static Response catalogue(Request request) {
    var asked = QueryReader.text(request, "ovhSubsidiary");
    var subsidiary =
        asked != null && asked.matches("[A-Za-z]{2,5}")
            ? asked.toUpperCase(Locale.ROOT)
            : Nichandle.SUBSIDIARY;
    return Response.json(
        200,
        new Catalogue(
            1,
            new Locality(Nichandle.CURRENCY, subsidiary, 0.0),
            Arrays.stream(Plan.values()).map(CatalogueEndpoints::addon).toList()));
  }

  private static Addon addon(Plan plan) {
    return new Addon(
        plan.code(), "Managed private registry " + plan.name(), PRODUCT, List.of(Pricing.FREE));
  }
}
