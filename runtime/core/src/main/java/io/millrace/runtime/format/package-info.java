/** Decoders and encoders of JSON, CSV and raw bytes. */
@NullMarked
package io.millrace.runtime.format;

import org.jspecify.annotations.NullMarked;
