/** Protocol Buffers schema files, as they are written: text to declarations with their places. */
@NullMarked
package io.millrace.compiler.proto;

import org.jspecify.annotations.NullMarked;
