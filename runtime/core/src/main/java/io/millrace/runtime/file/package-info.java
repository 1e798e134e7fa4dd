/** Rows in files and on standard output. */
@NullMarked
package io.millrace.runtime.file;

import org.jspecify.annotations.NullMarked;
