package io.berth.harbor.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.identity.user.User;
import org.jspecify.annotations.Nullable;

/**
 * UserResp.
 *
 * @param adminRoleInAuth administrator by group; only ever true in answers about the caller
 * @param oidcUserMeta absent in lists and for local users
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record UserBody(
    long userId,
    String username,
    String email,
    String realname,
    String comment,
    boolean sysadminFlag,
    boolean adminRoleInAuth,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OidcMeta oidcUserMeta,
    String creationTime,
    String updateTime) {

  /**
   * The user's tie to the provider.
   *
   * @param secret the CLI secret, for its owner only; empty for others
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record OidcMeta(
      long id,
      long userId,
      String subiss,
      String secret,
      String secretStatus,
      String creationTime,
      String updateTime) {}

  public static UserBody of(User user, boolean adminByGroup, @Nullable OidcMeta meta) {
    var email = user.email();
    return new UserBody(
        user.id(),
        user.username(),
        email == null ? "" : email,
        user.realName(),
        user.comment(),
        user.sysadmin(),
        adminByGroup,
        meta,
        Timestamp.of(user.createdAt()),
        Timestamp.of(user.updatedAt()));
  }
}
