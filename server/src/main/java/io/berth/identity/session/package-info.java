/** Sign-ins as events: who tried, from where, and how it ended. Must never know HTTP or any API. */
@NullMarked
package io.berth.identity.session;

import org.jspecify.annotations.NullMarked;
