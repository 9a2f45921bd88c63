package io.berth.control.api.registry;

import static io.berth.control.schema.Doc.Format.DATETIME;

import io.berth.control.registry.ManagedRegistry;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Rfc3339;
import io.berth.tenant.Registry;
import org.jspecify.annotations.Nullable;

/** A registry on the wire (docs/reference/contracts/control-api.md#models). */
@AnswerModel(name = "cloud.containerRegistry.Registry", doc = "A managed private registry")
record RegistryView(
    @Doc("Registry ID") String id,
    @Doc("Registry name") String name,
    @Doc("ID of the cloud project it belongs to") String projectID,
    @Doc("Region it was created for") String region,
    @Doc(value = "Status", words = StatusEnum.class) String status,
    @Doc("Bytes its content takes") long size,
    @Doc("Where its portal and its API are") String url,
    @Doc("The Harbor release whose API it speaks") String version,
    @Doc("Whether accounts sign in to the registry") boolean iamEnabled,
    @Doc(value = "When it was created", format = DATETIME) String createdAt,
    @Doc(value = "When it was last changed", format = DATETIME) String updatedAt,
    @Doc(value = "When it was READY for the first time", format = DATETIME)
        @Nullable String deliveredAt) {

  /** OVHcloud's; those of {@link ManagedRegistry.Status} occur here. */
  @EnumModel(
      name = "cloud.containerRegistry.StatusEnum",
      doc = "Status of a managed private registry")
  enum StatusEnum {
    DELETED,
    DELETING,
    ERROR,
    INSTALLING,
    READY,
    RESTORING,
    SCALING_UP,
    SUSPENDED,
    SUSPENDING,
    UPDATING
  }

  static RegistryView of(ManagedRegistry registry, String url, long size) {
    return new RegistryView(
        registry.id().value(),
        registry.name(),
        registry.cloudProjectId(),
        registry.region(),
        registry.status().name(),
        size,
        url,
        Registry.HARBOR_RELEASE,
        registry.iamEnabled(),
        Rfc3339.text(registry.createdAt()),
        Rfc3339.text(registry.updatedAt()),
        Rfc3339.textOrNull(registry.deliveredAt()));
  }
}
