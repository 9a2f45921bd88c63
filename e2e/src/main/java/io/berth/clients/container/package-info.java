/** Programs that push, pull and keep content: they know {@code /v2} alone. */
@NullMarked
package io.berth.clients.container;

import org.jspecify.annotations.NullMarked;
