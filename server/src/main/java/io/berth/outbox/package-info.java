/**
 * Messages to receivers that owners named: written together with what they tell of, brought at
 * least once and in order by whichever server comes first, through the guarded client. Must never
 * know HTTP, users or any API.
 */
@NullMarked
package io.berth.outbox;

import org.jspecify.annotations.NullMarked;
