package io.berth.control.application;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consumer key that an application asked for and nobody has accepted or refused yet.
 *
 * @param owner the name of the account that registered the application
 * @param allowedIps CIDR blocks; empty for anywhere
 * @param redirection where the person is sent afterwards, checked when it was asked for; null for
 *     nowhere
 */
public record ConsumerKeyRequest(
    String application,
    String description,
    String owner,
    List<AccessRule> rules,
    List<String> allowedIps,
    @Nullable String redirection) {}
