/** What happens to rows for which an expression has no value. */
@NullMarked
package io.millrace.runtime.error;

import org.jspecify.annotations.NullMarked;
