/** Turns generated Java sources into a jar and a class loader, in this process. */
@NullMarked
package io.millrace.local.compile;

import org.jspecify.annotations.NullMarked;
