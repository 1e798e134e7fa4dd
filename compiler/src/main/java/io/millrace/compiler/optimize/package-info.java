/** Rewrites: pure functions from plan to plan. */
@NullMarked
package io.millrace.compiler.optimize;

import org.jspecify.annotations.NullMarked;
