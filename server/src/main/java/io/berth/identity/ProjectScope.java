package io.berth.identity;

/** The facts about a project that rights depend on. */
public record ProjectScope(long projectId, String projectName, boolean isPublic) {}
