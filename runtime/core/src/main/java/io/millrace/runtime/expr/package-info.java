/**
 * What generated expressions call: arithmetic that notices overflow, text by code points, times,
 * lists and maps, all with the semantics of CEL. Everything is static and free of state.
 */
@NullMarked
package io.millrace.runtime.expr;

import org.jspecify.annotations.NullMarked;
