/** State and timers of a key as the rules of a process see them. */
@NullMarked
package io.millrace.runtime.process;

import org.jspecify.annotations.NullMarked;
