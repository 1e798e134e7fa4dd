/** Checks that classes of a project's own Java are what generated Java takes them for. */
@NullMarked
package io.millrace.compiler.signature;

import org.jspecify.annotations.NullMarked;
