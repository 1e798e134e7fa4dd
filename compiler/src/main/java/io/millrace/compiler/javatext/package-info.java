/** How names, literals and types of a pipeline are spelled in Java source. */
@NullMarked
package io.millrace.compiler.javatext;

import org.jspecify.annotations.NullMarked;
