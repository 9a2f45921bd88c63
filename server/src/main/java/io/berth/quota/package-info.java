/**
 * Room for content: what a project or registry may still store, and what uploads under way hold of
 * it. Must never know HTTP or any API.
 */
@NullMarked
package io.berth.quota;

import org.jspecify.annotations.NullMarked;
