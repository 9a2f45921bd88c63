package io.berth.control.call;

import io.berth.control.project.CloudProject;
import io.berth.control.registry.ManagedRegistry;

/** The registry {@code {registryID}} of a path, and the member of its project who may call. */
public record InRegistry(Caller caller, CloudProject project, ManagedRegistry registry) {}
