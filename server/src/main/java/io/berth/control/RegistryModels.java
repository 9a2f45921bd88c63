package io.berth.control;

import static io.berth.control.schema.Property.optional;
import static io.berth.control.schema.Property.readOnly;
import static io.berth.control.schema.Property.required;

import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Enumeration;
import io.berth.control.schema.Type.Model;
import java.util.Arrays;

/**
 * The models of {@code /cloud/project/{serviceName}/containerRegistry}
 * (docs/reference/contracts/control-api.md#models and #status).
 */
final class RegistryModels {
  private static final String SPACE = "cloud.containerRegistry.";

  private static final Enumeration STATUS =
      Enumeration.of(
          SPACE + "StatusEnum",
          "Status of a managed private registry",
          "DELETED",
          "DELETING",
          "ERROR",
          "INSTALLING",
          "READY",
          "RESTORING",
          "SCALING_UP",
          "SUSPENDED",
          "SUSPENDING",
          "UPDATING");

  static final Model REGISTRY =
      Model.of(
          SPACE + "Registry",
          "A managed private registry",
          readOnly("createdAt", Scalar.DATETIME, "When it was created"),
          readOnly("deliveredAt", Scalar.DATETIME, "When it was READY for the first time")
              .nullable(),
          readOnly("iamEnabled", Scalar.BOOLEAN, "Whether accounts sign in to the registry"),
          readOnly("id", Scalar.STRING, "Registry ID"),
          readOnly("name", Scalar.STRING, "Registry name"),
          readOnly("projectID", Scalar.STRING, "ID of the cloud project it belongs to"),
          readOnly("region", Scalar.STRING, "Region it was created for"),
          readOnly("size", Scalar.LONG, "Bytes its content takes"),
          readOnly("status", STATUS, "Status"),
          readOnly("updatedAt", Scalar.DATETIME, "When it was last changed"),
          readOnly("url", Scalar.STRING, "Where its portal and its API are"),
          readOnly("version", Scalar.STRING, "The Harbor release whose API it speaks"));

  static final Model CREATION =
      Model.of(
          "cloud.ProjectContainerRegistryCreation",
          "A registry to be created",
          optional(
                  "libraryProject",
                  Scalar.BOOLEAN,
                  "Make the public project library, as Harbor does; not made when absent")
              .nullable(),
          required("name", Scalar.STRING, "Registry name"),
          optional("planID", Scalar.STRING, "Plan ID, the smallest when absent").nullable(),
          required("region", Scalar.STRING, "Region of the registry"));

  static final Model UPDATE =
      Model.of(
          "cloud.ProjectContainerRegistryUpdate",
          "A registry's new name",
          required("name", Scalar.STRING, "Registry name"));

  private static final Model FEATURES =
      Model.of(
          SPACE + "Features",
          "What a plan has",
          readOnly("vulnerability", Scalar.BOOLEAN, "Vulnerability scanning"));

  private static final Model LIMITS =
      Model.of(
          SPACE + "RegistryLimits",
          "What a plan allows",
          readOnly("imageStorage", Scalar.LONG, "Bytes of images it may hold"),
          readOnly("parallelRequest", Scalar.LONG, "Requests it serves at the same time"));

  static final Model PLAN =
      Model.of(
          SPACE + "Plan",
          "The size of a registry",
          readOnly("code", Scalar.STRING, "Plan code in the catalogue"),
          readOnly("createdAt", Scalar.DATETIME, "When the plan was made"),
          readOnly("features", FEATURES, "What the plan has"),
          readOnly("id", Scalar.STRING, "Plan ID"),
          readOnly(
              "name",
              new Enumeration(
                  SPACE + "PlanNameEnum",
                  "Names of the plans",
                  Arrays.stream(Plan.values()).map(Plan::name).toList()),
              "Plan name"),
          readOnly("registryLimits", LIMITS, "What the plan allows"),
          readOnly("updatedAt", Scalar.DATETIME, "When the plan was last changed"));

  static final Model PLAN_UPDATE =
      Model.of(
          "cloud.ProjectContainerRegistryPlanUpdate",
          "A registry's new plan",
          required("planID", Scalar.STRING, "Plan ID"));

  static final Model CAPABILITY =
      Model.of(
          SPACE + "Capability",
          "Where registries of which plans can be created",
          readOnly("plans", PLAN.list(), "Plans available there"),
          readOnly("regionName", Scalar.STRING, "Region"),
          readOnly(
              "regionType",
              Enumeration.of(
                  "common.RegionTypeEnum",
                  "Kinds of region",
                  "LOCAL-ZONE",
                  "REGION-1-AZ",
                  "REGION-3-AZ"),
              "Kind of region"));

  static final Model USER =
      Model.of(
          SPACE + "User",
          "A user of a registry",
          readOnly("email", Scalar.STRING, "Email address"),
          readOnly("id", Scalar.STRING, "User ID"),
          readOnly("password", Scalar.PASSWORD, "Only in the answer that creates the user")
              .nullable(),
          readOnly("user", Scalar.STRING, "Username"));

  static final Model USER_CREATION =
      Model.of(
          "cloud.ProjectContainerRegistryUsersCreation",
          "A user to be created; what is absent is made up",
          optional("email", Scalar.STRING, "Email address").nullable(),
          optional("login", Scalar.STRING, "Username").nullable(),
          optional("password", Scalar.PASSWORD, "Password; made up when absent").nullable());

  static final Model OPEN_ID_CONNECT =
      Model.of(
          SPACE + "OIDCConfiguration",
          "The OpenID Connect provider of a registry",
          optional("adminGroup", Scalar.STRING, "Members of this group are administrators")
              .nullable(),
          optional("autoOnboard", Scalar.BOOLEAN, "Take the username from userClaim without asking")
              .nullable(),
          required("clientId", Scalar.STRING, "Client ID at the provider"),
          required("clientSecret", Scalar.PASSWORD, "Client secret; never in answers").nullable(),
          readOnly("createdAt", Scalar.DATETIME, "When it was configured"),
          required("endpoint", Scalar.STRING, "Issuer URL of the provider"),
          optional("groupFilter", Scalar.STRING, "Regular expression of the groups that count")
              .nullable(),
          optional("groupsClaim", Scalar.STRING, "Claim that lists the groups").nullable(),
          readOnly("id", Scalar.STRING, "Configuration ID"),
          required("name", Scalar.STRING, "Name on the sign-in button"),
          required("scope", Scalar.STRING, "Scopes to ask for, with commas between"),
          readOnly(
              "status",
              Enumeration.of(
                  SPACE + "OIDCStatusEnum",
                  "Status of a configuration",
                  "DELETING",
                  "ERROR",
                  "INSTALLING",
                  "PATCHING",
                  "READY",
                  "UPDATING"),
              "Status"),
          readOnly("updatedAt", Scalar.DATETIME, "When it was last changed").nullable(),
          optional("userClaim", Scalar.STRING, "Claim that becomes the username").nullable(),
          optional("verifyCert", Scalar.BOOLEAN, "Whether the provider's certificate is checked")
              .nullable());

  static final Model OPEN_ID_CONNECT_POST =
      Model.of(
          SPACE + "OIDCPost",
          "A provider to be set",
          optional("deleteUsers", Scalar.BOOLEAN, "Delete the users that exist").nullable(),
          required("provider", OPEN_ID_CONNECT, "The provider"));

  /** Flat, as documented; the guide writes the fields below {@code provider}, which works too. */
  static final Model OPEN_ID_CONNECT_PUT =
      new Model(
          SPACE + "OIDCPut",
          "Changes to a provider; what is absent or null stays",
          OPEN_ID_CONNECT.properties().stream()
              .filter(property -> !property.readOnly())
              .map(it -> optional(it.name(), it.type(), it.description()).nullable())
              .toList());

  static final Model IP_RESTRICTION =
      Model.of(
          SPACE + "IPRestrictions",
          "A block of addresses that may reach the registry",
          readOnly("createdAt", Scalar.DATETIME, "When it was added"),
          optional("description", Scalar.STRING, "What the block is").nullable(),
          required("ipBlock", Scalar.IP_BLOCK, "Address or block in CIDR notation"),
          readOnly("updatedAt", Scalar.DATETIME, "When it was last changed"));

  static final Model IAM_POST =
      Model.of(
          SPACE + "iamPost",
          "Switches sign-in with accounts on",
          optional("deleteUsers", Scalar.BOOLEAN, "Delete the users that exist").nullable());

  private RegistryModels() {}
}
