/** The first rows of each key in an order. */
@NullMarked
package io.millrace.runtime.rank;

import org.jspecify.annotations.NullMarked;
