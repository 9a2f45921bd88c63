/** The settings of one start: where each comes from, and what it may be. */
@NullMarked
package io.berth.server.config;

import org.jspecify.annotations.NullMarked;
