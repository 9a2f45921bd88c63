/**
 * Robot accounts of Harbor's API, and whose ID tokens prove one. Must never know SQL or the control
 * plane.
 */
@NullMarked
package io.berth.harbor.robot;

import org.jspecify.annotations.NullMarked;
