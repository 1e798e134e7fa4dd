/** Event time, bad records, and the sources that need no outside system. */
@NullMarked
package io.millrace.runtime.source;

import org.jspecify.annotations.NullMarked;
