/** Which registry a request is for. Must never know anything else of the program. */
@NullMarked
package io.berth.tenant;

import org.jspecify.annotations.NullMarked;
