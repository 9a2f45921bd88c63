package io.berth.control;

/** The project {@code {serviceName}} of a path, and its member whose role allows the call. */
record InCloudProject(Caller caller, CloudProject project) {}
