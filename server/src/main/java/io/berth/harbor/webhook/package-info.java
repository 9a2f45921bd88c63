/**
 * Harbor's webhooks of projects: their policies, what was sent for them, and how to try one. Must
 * never know SQL.
 */
@NullMarked
package io.berth.harbor.webhook;

import org.jspecify.annotations.NullMarked;
