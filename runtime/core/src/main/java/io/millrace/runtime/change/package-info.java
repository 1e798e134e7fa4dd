/** Stateless operators on updating streams, and the latest row per key. */
@NullMarked
package io.millrace.runtime.change;

import org.jspecify.annotations.NullMarked;
