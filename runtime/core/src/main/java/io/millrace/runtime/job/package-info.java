/** How a job starts: parameters and defaults. */
@NullMarked
package io.millrace.runtime.job;

import org.jspecify.annotations.NullMarked;
