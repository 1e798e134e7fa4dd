/** Between Kafka's records and rows: decoding, encoding, dead letters, offsets, and a check. */
@NullMarked
package io.millrace.runtime.kafka;

import org.jspecify.annotations.NullMarked;
