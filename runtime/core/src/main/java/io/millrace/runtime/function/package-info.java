/** Where functions of a project's own Java meet the operators. */
@NullMarked
package io.millrace.runtime.function;

import org.jspecify.annotations.NullMarked;
