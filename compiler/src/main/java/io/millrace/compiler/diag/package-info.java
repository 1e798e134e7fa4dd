/** Diagnostics: codes, spans in source files, and their renderers. The lowest layer. */
@NullMarked
package io.millrace.compiler.diag;

import org.jspecify.annotations.NullMarked;
