package io.berth.control.project;

import java.time.Instant;

/**
 * A cloud project, the owner of registries.
 *
 * @param role what the account that it was looked up for may do in it
 * @param id the {@code serviceName}: 32 hexadecimal digits
 */
public record CloudProject(
    String id, String description, String status, Instant createdAt, CloudProjectRole role) {}
