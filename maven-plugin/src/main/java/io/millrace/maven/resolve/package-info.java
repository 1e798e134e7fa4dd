/** Asking Maven's resolver for Millrace's own artifacts. */
@NullMarked
package io.millrace.maven.resolve;

import org.jspecify.annotations.NullMarked;
