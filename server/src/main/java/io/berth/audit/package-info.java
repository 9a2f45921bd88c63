/**
 * The audit log of each registry: who did what to which resource, and when. Must never know HTTP or
 * any API.
 */
@NullMarked
package io.berth.audit;

import org.jspecify.annotations.NullMarked;
