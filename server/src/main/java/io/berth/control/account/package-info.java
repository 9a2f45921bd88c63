/**
 * What proves a person at the control plane beyond a password. Knows neither the database nor HTTP.
 */
@NullMarked
package io.berth.control.account;

import org.jspecify.annotations.NullMarked;
