/**
 * What all calls of Harbor's API share: who may call, paths, queries of lists, and refusals. Must
 * never know SQL or the control plane.
 */
@NullMarked
package io.berth.harbor.request;

import org.jspecify.annotations.NullMarked;
