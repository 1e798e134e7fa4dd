package io.millrace.compiler.plan;

import io.millrace.compiler.types.RecordType;

/**
 * What flows along an edge.
 *
 * @param watermarked whether event time and watermarks flow with the rows
 */
public record StreamShape(RecordType row, boolean watermarked, ChangeMode mode) {
  public StreamShape withRow(RecordType newRow) {
    return new StreamShape(newRow, watermarked, mode);
  }
}
