/**
 * What Harbor's API puts on the wire; field names are the contract. Must never know SQL or HTTP.
 */
@NullMarked
package io.berth.harbor.wire;

import org.jspecify.annotations.NullMarked;
