/** Rules over the plan, one a class, each with its code. */
@NullMarked
package io.millrace.compiler.check;

import org.jspecify.annotations.NullMarked;
