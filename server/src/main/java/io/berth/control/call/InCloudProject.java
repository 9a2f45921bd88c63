package io.berth.control.call;

import io.berth.control.project.CloudProject;

/** The project {@code {serviceName}} of a path, and its member whose role allows the call. */
public record InCloudProject(Caller caller, CloudProject project) {}
