/** JSON Schema validation over YAML nodes; the only importer of the JSON Schema library. */
@NullMarked
package io.millrace.compiler.schema;

import org.jspecify.annotations.NullMarked;
