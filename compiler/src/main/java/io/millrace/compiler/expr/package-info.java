/**
 * Expressions: CEL is parsed and checked here and only here, turned into a small typed tree, and
 * from there into Java.
 */
@NullMarked
package io.millrace.compiler.expr;

import org.jspecify.annotations.NullMarked;
