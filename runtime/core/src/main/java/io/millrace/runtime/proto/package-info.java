/** Reading and writing the wire format of Protocol Buffers without its library. */
@NullMarked
package io.millrace.runtime.proto;

import org.jspecify.annotations.NullMarked;
