package io.berth.control;

import static io.berth.control.CloudModels.AVAILABILITY;
import static io.berth.control.CloudModels.CATALOG;
import static io.berth.control.CloudModels.REGION;

import io.berth.control.schema.Operation;
import io.berth.control.schema.Scalar;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Request;
import io.berth.http.Response;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Regions, and what is to be had where for how much: nothing costs anything here (contracts/
 * control-api.md section 7).
 */
public final class CatalogueEndpoints {
  private static final String PRODUCT = "registry";

  List<Operation<ControlCall>> operations(ControlAccess access) {
    return List.of(
        Operation.get("/cloud/project/{serviceName}/region", "Get the regions")
            .asks(access.project("publicCloudProject:apiovh:region/get"))
            .answers(Scalar.STRING.list())
            .by(this::regions),
        Operation.get("/cloud/project/{serviceName}/region/{regionName}", "Get a region")
            .asks(access.project("publicCloudProject:apiovh:region/get"))
            .answers(REGION)
            .by(this::region),
        Operation.get(
                "/cloud/project/{serviceName}/capabilities/productAvailability",
                "Get which plans are to be had where")
            .asks(access.project("publicCloudProject:apiovh:capabilities/productAvailability/get"))
            .query("ovhSubsidiary", Scalar.STRING, "Subsidiary")
            .query("planCode", Scalar.STRING, "Only this plan")
            .query("product", Scalar.STRING, "Only plans of this product")
            .answers(AVAILABILITY)
            .by(this::availability),
        Operation.get("/order/catalog/public/cloud", "Get the catalogue")
            .asks(
                ControlAccess.open(
                    "prices are read before anybody signs in, and there is nothing secret in them"))
            .query("ovhSubsidiary", Scalar.STRING, "Subsidiary")
            .answers(CATALOG)
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
    var view = new LinkedHashMap<String, Object>();
    view.put("name", region.name());
    view.put("type", region.kind().word());
    view.put("status", "UP");
    view.put("continentCode", region.continent());
    view.put("countryCode", region.country());
    view.put("datacenterLocation", region.location());
    view.put("availabilityZones", region.zones());
    view.put("services", List.of(Map.of("name", PRODUCT, "status", "UP", "endpoint", "")));
    view.put("ipCountries", List.of(region.country()));
    return Response.json(200, view);
  }

  private Response availability(Request request, InCloudProject found) {
    var product = request.query("product");
    var code = request.query("planCode");
    var plans =
        Arrays.stream(Plan.values())
            .filter(_ -> product == null || product.equals(PRODUCT))
            .filter(plan -> code == null || code.equals(plan.code()))
            .map(plan -> Map.of("code", plan.code(), "regions", whereabouts()))
            .toList();
    return Response.json(200, Map.of("plans", plans, "products", List.of(PRODUCT)));
  }

  private static List<Map<String, Object>> whereabouts() {
    return Region.ALL.stream()
        .map(
            region ->
                Map.<String, Object>of(
                    "name", region.name(), "enabled", true, "type", region.kind().capability()))
        .toList();
  }

  private static Response catalogue(Request request) {
    var asked = request.query("ovhSubsidiary");
    var subsidiary =
        asked != null && asked.matches("[A-Za-z]{2,5}")
            ? asked.toUpperCase(Locale.ROOT)
            : MeEndpoints.SUBSIDIARY;
    var catalogue = new LinkedHashMap<String, Object>();
    catalogue.put("catalogId", 1);
    catalogue.put(
        "locale",
        Map.of("currencyCode", MeEndpoints.CURRENCY, "subsidiary", subsidiary, "taxRate", 0.0));
    catalogue.put("addons", Arrays.stream(Plan.values()).map(CatalogueEndpoints::addon).toList());
    return Response.json(200, catalogue);
  }

  private static Map<String, Object> addon(Plan plan) {
    var pricing = new LinkedHashMap<String, Object>();
    pricing.put("phase", 1);
    pricing.put("capacities", List.of("consumption"));
    pricing.put("commitment", 0);
    pricing.put("description", "free of charge");
    pricing.put("interval", 1);
    pricing.put("intervalUnit", "hour");
    pricing.put("mode", "default");
    pricing.put("price", 0);
    pricing.put("tax", 0);
    pricing.put("type", "consumption");
    var addon = new LinkedHashMap<String, Object>();
    addon.put("planCode", plan.code());
    addon.put("invoiceName", "Managed private registry " + plan.name());
    addon.put("product", PRODUCT);
    addon.put("pricings", List.of(pricing));
    return addon;
  }
}
