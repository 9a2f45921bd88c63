/** Tests about the whole house. */
@NullMarked
package io.berth;

import org.jspecify.annotations.NullMarked;
