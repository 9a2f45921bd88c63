/**
 * Projects of Harbor's API, with their members, metadata, repositories and quotas. Must never know
 * SQL or the control plane.
 */
@NullMarked
package io.berth.harbor.project;

import org.jspecify.annotations.NullMarked;
