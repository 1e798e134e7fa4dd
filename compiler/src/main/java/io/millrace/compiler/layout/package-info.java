/** The layout of YAML files: one form for all that mean the same and are written alike. */
@NullMarked
package io.millrace.compiler.layout;

import org.jspecify.annotations.NullMarked;
