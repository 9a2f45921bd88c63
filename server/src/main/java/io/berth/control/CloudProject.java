package io.berth.control;

import java.time.Instant;

/**
 * A cloud project, the owner of registries.
 *
 * @param id the {@code serviceName}: 32 hexadecimal digits
 */
public record CloudProject(String id, String description, String status, Instant createdAt) {}
