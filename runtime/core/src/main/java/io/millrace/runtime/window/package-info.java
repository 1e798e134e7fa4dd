/** Keyed windows and running aggregates over generated aggregators. */
@NullMarked
package io.millrace.runtime.window;

import org.jspecify.annotations.NullMarked;
