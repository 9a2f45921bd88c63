/**
 * Calls of Harbor's API about the audit log: its entries, where else they go, and what is purged of
 * them. Must never know SQL or the control plane.
 */
@NullMarked
package io.berth.harbor.audit;

import org.jspecify.annotations.NullMarked;
