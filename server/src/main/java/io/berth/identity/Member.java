package io.berth.identity;

import org.jspecify.annotations.Nullable;

/** A user's or group's role in a project; exactly one of the two ids is set. */
public record Member(
    long id,
    long projectId,
    @Nullable Long userId,
    @Nullable Long groupId,
    String name,
    Role role) {}
