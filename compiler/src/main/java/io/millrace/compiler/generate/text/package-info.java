/** What all generators share: templates, line wrapping, files. */
@NullMarked
package io.millrace.compiler.generate.text;

import org.jspecify.annotations.NullMarked;
