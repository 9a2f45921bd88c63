package io.berth.harbor.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.identity.session.SignInEvent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody signed in, or was refused.
 *
 * @param reason null when nobody was refused
 * @param provider its alias, null for a password
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SignInBody(
    long id,
    String time,
    String way,
    String outcome,
    @Nullable String reason,
    @Nullable String provider,
    @Nullable String username,
    @Nullable Long userId,
    List<String> groups,
    boolean administrator,
    String address,
    String agent) {

  public static SignInBody of(SignInEvent event) {
    return new SignInBody(
        event.id(),
        Timestamp.of(event.at()),
        event.way().name().toLowerCase(Locale.ROOT),
        event.outcome().name().toLowerCase(Locale.ROOT),
        event.reason(),
        event.provider(),
        event.username(),
        event.userId(),
        event.groups(),
        event.administrator(),
        event.address(),
        event.agent());
  }
}
