/**
 * Cloud projects and the accounts that are members of them. Must never know HTTP or registries'
 * APIs.
 */
@NullMarked
package io.berth.control.project;

import org.jspecify.annotations.NullMarked;
