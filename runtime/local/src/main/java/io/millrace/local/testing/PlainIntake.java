package io.millrace.local.testing;

import io.millrace.compiler.testing.TestStep;
import java.util.List;

/** Rows of a source that reads no records. */
final class PlainIntake implements RowIntake {
  private final RowCodec codec;

  PlainIntake(RowCodec codec) {
    this.codec = codec;
  }

  @Override
  public List<Taken> take(TestStep.Fed fed) {
    return List.of(new Taken(codec.row((TestStep.FedRow) fed), Long.MIN_VALUE));
  }
}
