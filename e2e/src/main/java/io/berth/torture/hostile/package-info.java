/** Experiments in which others are hostile: input, clients, providers, receivers. */
@NullMarked
package io.berth.torture.hostile;

import org.jspecify.annotations.NullMarked;
