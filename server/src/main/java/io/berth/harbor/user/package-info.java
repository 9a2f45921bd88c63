/**
 * Users of Harbor's API, with their groups, roles, sessions, access tokens and providers. Must
 * never know SQL or the control plane.
 */
@NullMarked
package io.berth.harbor.user;

import org.jspecify.annotations.NullMarked;
