/** What Kafka Connect's JsonConverter writes: JSON values beside the schema that explains them. */
@NullMarked
package io.millrace.runtime.connect;

import org.jspecify.annotations.NullMarked;
