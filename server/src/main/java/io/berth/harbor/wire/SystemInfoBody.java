package io.berth.harbor.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * GeneralInfo.
 *
 * @param oidcProviderName "" without a provider
 * @param details absent before sign-in
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SystemInfoBody(
    String authMode,
    boolean primaryAuthMode,
    String oidcProviderName,
    boolean selfRegistration,
    String bannerMessage,
    @JsonUnwrapped @Nullable Details details) {

  /** What only those who signed in get to know. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Details(
      String registryUrl,
      String externalUrl,
      String harborVersion,
      String registryName,
      String projectCreationRestriction,
      boolean readOnly,
      boolean notificationEnable,
      boolean hasCaRoot,
      String currentTime,
      String registryStorageProviderName) {}
}
