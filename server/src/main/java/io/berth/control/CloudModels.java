package io.berth.control;

import static io.berth.control.schema.Property.readOnly;

import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Enumeration;
import io.berth.control.schema.Type.Model;

/**
 * The models of projects, regions, availability and catalogue
 * (docs/reference/contracts/control-api.md#other-calls).
 */
final class CloudModels {
  static final Model PROJECT =
      Model.of(
          "cloud.Project",
          "A cloud project",
          readOnly(
              "access",
              Enumeration.of("cloud.AccessTypeEnum", "Access to a project", "full", "restricted"),
              "Access"),
          readOnly("creationDate", Scalar.DATETIME, "When it was created"),
          readOnly("description", Scalar.STRING, "Description").nullable(),
          readOnly("expiration", Scalar.DATETIME, "When it ends").nullable(),
          readOnly("manualQuota", Scalar.BOOLEAN, "Whether quotas are set by hand"),
          readOnly("orderId", Scalar.LONG, "Order").nullable(),
          readOnly("planCode", Scalar.STRING, "Plan code"),
          readOnly("projectName", Scalar.STRING, "Name").nullable(),
          readOnly("project_id", Scalar.STRING, "Project ID"),
          readOnly(
              "status",
              Enumeration.of(
                  "cloud.project.ProjectStatusEnum",
                  "Status of a project",
                  "creating",
                  "deleted",
                  "deleting",
                  "ok",
                  "suspended"),
              "Status"),
          readOnly("unleash", Scalar.BOOLEAN, "Whether quotas were lifted"));

  private static final Enumeration REGION_STATUS =
      Enumeration.of("cloud.RegionStatusEnum", "Status of a region", "DOWN", "MAINTENANCE", "UP");

  static final Model REGION =
      Model.of(
          "cloud.Region",
          "A region",
          readOnly("availabilityZones", Scalar.STRING.list(), "Availability zones"),
          readOnly("continentCode", Scalar.STRING, "Continent"),
          readOnly("countryCode", Scalar.STRING, "Country").nullable(),
          readOnly("datacenterLocation", Scalar.STRING, "Location"),
          readOnly("ipCountries", Scalar.STRING.list(), "Countries of its addresses"),
          readOnly("name", Scalar.STRING, "Region"),
          readOnly(
              "services",
              Model.of(
                      "cloud.Component",
                      "A service of a region",
                      readOnly("endpoint", Scalar.STRING, "Endpoint"),
                      readOnly("name", Scalar.STRING, "Name"),
                      readOnly("status", REGION_STATUS, "Status"))
                  .list(),
              "Services"),
          readOnly("status", REGION_STATUS, "Status"),
          readOnly(
              "type",
              Enumeration.of(
                  "cloud.RegionTypeEnum", "Kinds of region", "localzone", "region", "region-3-az"),
              "Kind of region"));

  static final Model AVAILABILITY =
      Model.of(
          "cloud.ProductAvailability",
          "Which plans are to be had where",
          readOnly(
              "plans",
              Model.of(
                      "cloud.ProductAvailabilityPlan",
                      "Where a plan is to be had",
                      readOnly("code", Scalar.STRING, "Plan code"),
                      readOnly(
                          "regions",
                          Model.of(
                                  "cloud.ProductAvailabilityRegion",
                                  "A region that has a plan",
                                  readOnly("enabled", Scalar.BOOLEAN, "Whether it is open"),
                                  readOnly("name", Scalar.STRING, "Region"),
                                  readOnly("type", Scalar.STRING, "Kind of region"))
                              .list(),
                          "Regions"))
                  .list(),
              "Plans"),
          readOnly("products", Scalar.STRING.list(), "Products"));

  private static final Model PRICING =
      Model.of(
          "order.catalog.public.Pricing",
          "A price",
          readOnly("capacities", Scalar.STRING.list(), "What the price is for"),
          readOnly("commitment", Scalar.LONG, "Months bound"),
          readOnly("description", Scalar.STRING, "Description"),
          readOnly("interval", Scalar.LONG, "Length of an interval"),
          readOnly("intervalUnit", Scalar.STRING, "Unit of the interval"),
          readOnly("mode", Scalar.STRING, "Mode"),
          readOnly("phase", Scalar.LONG, "Phase"),
          readOnly("price", Scalar.LONG, "Price in hundred millionths of the currency"),
          readOnly("tax", Scalar.LONG, "Tax in the same unit"),
          readOnly("type", Scalar.STRING, "Kind of price"));

  static final Model CATALOG =
      Model.of(
          "order.catalog.public.Catalog",
          "What is to be had",
          readOnly(
              "addons",
              Model.of(
                      "order.catalog.public.Plan",
                      "A plan",
                      readOnly("invoiceName", Scalar.STRING, "Name on invoices"),
                      readOnly("planCode", Scalar.STRING, "Plan code"),
                      readOnly("pricings", PRICING.list(), "Prices"),
                      readOnly("product", Scalar.STRING, "Product"))
                  .list(),
              "Plans"),
          readOnly("catalogId", Scalar.LONG, "Catalogue ID"),
          readOnly(
              "locale",
              Model.of(
                  "order.catalog.public.Locale",
                  "Currency and tax",
                  readOnly("currencyCode", Scalar.STRING, "Currency"),
                  readOnly("subsidiary", Scalar.STRING, "Subsidiary"),
                  readOnly("taxRate", Scalar.DOUBLE, "Tax in percent")),
              "Currency and tax"));

  private CloudModels() {}
}
