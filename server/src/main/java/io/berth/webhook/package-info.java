/**
 * Harbor's webhooks: who asked to be told of what happens in a project, what is written down of it
 * in the transaction that does it, and what it looks like on its way. Must never know users or any
 * API.
 */
@NullMarked
package io.berth.webhook;

import org.jspecify.annotations.NullMarked;
