/** YAML nodes to declarations. */
@NullMarked
package io.millrace.compiler.bind;

import org.jspecify.annotations.NullMarked;
