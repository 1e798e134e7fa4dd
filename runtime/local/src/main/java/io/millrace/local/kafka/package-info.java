/** A real Kafka broker in a process of its own, and small clients to fill and read its topics. */
@NullMarked
package io.millrace.local.kafka;

import org.jspecify.annotations.NullMarked;
