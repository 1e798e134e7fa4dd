/** Declarations as the user wrote them, as records, every value with its span. */
@NullMarked
package io.millrace.compiler.model;

import org.jspecify.annotations.NullMarked;
