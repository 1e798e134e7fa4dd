/** Declarations to a logical plan: names, row types, time, keys, changelog modes. */
@NullMarked
package io.millrace.compiler.resolve;

import org.jspecify.annotations.NullMarked;
