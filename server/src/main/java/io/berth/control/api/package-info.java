/**
 * The calls of OVHcloud's control API, put together, and the documents that describe them. Must
 * never know SQL.
 */
@NullMarked
package io.berth.control.api;

import org.jspecify.annotations.NullMarked;
