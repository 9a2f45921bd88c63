/**
 * Rows that several floors write: each class owns one table and holds every statement that writes
 * it. Must never know why a row changes, nor begin a transaction.
 */
@NullMarked
package io.berth.row;

import org.jspecify.annotations.NullMarked;
