/** Keyed state that waits on the heap where the backend would write each value out. */
@NullMarked
package io.millrace.runtime.state;

import org.jspecify.annotations.NullMarked;
