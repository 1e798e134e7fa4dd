/** Avro's binary encoding, and the registries that keep its schemas. */
@NullMarked
package io.millrace.runtime.avro;

import org.jspecify.annotations.NullMarked;
