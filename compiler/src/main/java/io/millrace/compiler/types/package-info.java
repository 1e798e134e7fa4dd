/** The type system of pipelines: scalars, lists, maps, records, nullability. */
@NullMarked
package io.millrace.compiler.types;

import org.jspecify.annotations.NullMarked;
