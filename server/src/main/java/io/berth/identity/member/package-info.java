/**
 * What somebody may do in a project: members, groups, robots, and the rights that follow. Must
 * never know HTTP or any API.
 */
@NullMarked
package io.berth.identity.member;

import org.jspecify.annotations.NullMarked;
