/** YAML text to nodes with exact positions; the only importer of the YAML library. */
@NullMarked
package io.millrace.compiler.yaml;

import org.jspecify.annotations.NullMarked;
