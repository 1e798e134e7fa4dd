/** Rows joined with answers of outside systems, asked without waiting for one after the other. */
@NullMarked
package io.millrace.runtime.lookup;

import org.jspecify.annotations.NullMarked;
