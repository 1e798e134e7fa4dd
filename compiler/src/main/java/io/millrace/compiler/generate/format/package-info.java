/** Decoders and encoders of sources and sinks. */
@NullMarked
package io.millrace.compiler.generate.format;

import org.jspecify.annotations.NullMarked;
