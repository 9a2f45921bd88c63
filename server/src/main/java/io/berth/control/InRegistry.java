package io.berth.control;

/** The registry {@code {registryID}} of a path, and the member of its project who may call. */
record InRegistry(Caller caller, CloudProject project, ManagedRegistry registry) {}
