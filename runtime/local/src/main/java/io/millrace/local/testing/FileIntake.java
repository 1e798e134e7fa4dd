package io.millrace.local.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.compiler.testing.TestStep;
import io.millrace.local.jvm.TemporaryDirectory;
import io.millrace.runtime.file.RowFileSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** Lines of a file, read from a real file with the source's own reader. */
final class FileIntake implements RowIntake {
  private final RowFileSource<?> source;
  private final RowCodec codec;
  private final @Nullable WireText wire;
  private final MetricGroup metrics;

  FileIntake(
      RowFileSource<?> source, RowCodec codec, @Nullable WireText wire, MetricGroup metrics) {
    this.source = source;
    this.codec = codec;
    this.wire = wire;
    this.metrics = metrics;
  }

  @Override
  public List<Taken> take(TestStep.Fed fed) throws IOException {
    byte[] line;
    if (fed instanceof TestStep.FedRow row) {
      if (wire == null) {
        return List.of(new Taken(codec.row(row), Long.MIN_VALUE));
      }
      line = wire.bytes(row.values());
    } else {
      byte[] value = ((TestStep.FedRecord) fed).value();
      line = value == null ? new byte[0] : value;
    }
    try (TemporaryDirectory directory = TemporaryDirectory.create("millrace-test-")) {
      Path file = directory.path().resolve("rows");
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      if (wire != null && wire.header() != null) {
        content.writeBytes((wire.header() + "\n").getBytes(UTF_8));
      }
      content.writeBytes(line);
      content.write('\n');
      Files.write(file, content.toByteArray());
      List<Taken> taken = new ArrayList<>();
      for (Object row : source.read(new org.apache.flink.core.fs.Path(file.toUri()), metrics)) {
        taken.add(new Taken(row, Long.MIN_VALUE));
      }
      return taken;
    }
  }
}
