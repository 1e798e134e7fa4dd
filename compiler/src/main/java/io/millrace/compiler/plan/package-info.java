/** The logical plan: typed nodes, a visitor, and a canonical printer. */
@NullMarked
package io.millrace.compiler.plan;

import org.jspecify.annotations.NullMarked;
