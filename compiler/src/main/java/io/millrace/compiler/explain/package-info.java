/** What a pipeline became, for people: plans before and after each rewrite, state, graphs. */
@NullMarked
package io.millrace.compiler.explain;

import org.jspecify.annotations.NullMarked;
