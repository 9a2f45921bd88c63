/**
 * The one way out: what the server fetches from, or brings to, a place because somebody named it (a
 * provider, a receiver of messages). Only this package opens outgoing connections. Addresses are
 * judged after the name was resolved and again in the moment of connecting; every call has a
 * deadline, a connection of its own and bounds for all that comes back; redirects, proxies,
 * cookies, repetitions and compression do not happen. Must never know HTTP, SQL, users or any API.
 */
@NullMarked
package io.berth.outbound;

import org.jspecify.annotations.NullMarked;
