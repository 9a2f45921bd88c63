/**
 * Who somebody is inside one registry and what they may do. Must never know HTTP (only identity.web
 * does) or any API's wire format.
 */
@NullMarked
package io.berth.identity;

import org.jspecify.annotations.NullMarked;
