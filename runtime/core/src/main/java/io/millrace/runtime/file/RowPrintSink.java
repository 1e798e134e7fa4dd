package io.millrace.runtime.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.format.RecordEncoder;
import io.millrace.runtime.record.Change;
import java.io.PrintStream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Prints rows on the task's standard output, as {@code node> {"account":"a"}}. A {@link Change}
 * shows its kind as Flink SQL does: {@code +I}, {@code -U}, {@code +U} or {@code -D}.
 */
public final class RowPrintSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final String node;
  private final RecordEncoder<T> encoder;

  /**
   * A sink.
   *
   * @param node id of the sink
   */
  public RowPrintSink(String node, RecordEncoder<T> encoder) {
    this.node = node;
    this.encoder = encoder;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Printer(System.out);
  }

  private String line(T row) {
    return node + "> " + text(row);
  }

  /** What is printed of a row, behind the node. */
  public String text(T row) {
    String text = new String(encoder.encode(row), UTF_8);
    String kind = row instanceof Change change ? kind(change.changeKind()) : "";
    return kind + text;
  }

  private static String kind(byte changeKind) {
    return switch (changeKind) {
      case Change.INSERT -> "+I ";
      case Change.UPDATE_BEFORE -> "-U ";
      case Change.UPDATE_AFTER -> "+U ";
      default -> "-D ";
    };
  }

  private final class Printer implements SinkWriter<T> {
    private final PrintStream out;

    Printer(PrintStream out) {
      this.out = out;
    }

    @Override
    public void write(T row, Context context) {
      out.println(line(row));
    }

    @Override
    public void flush(boolean endOfInput) {
      out.flush();
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
