/** Which registry a request is for. A leaf: must never know HTTP, SQL, users or content. */
@NullMarked
package io.berth.tenant;

import org.jspecify.annotations.NullMarked;
