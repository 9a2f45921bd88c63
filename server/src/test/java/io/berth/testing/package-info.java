/** What tests share: databases, providers and clients that are the real thing. */
@NullMarked
package io.berth.testing;

import org.jspecify.annotations.NullMarked;
