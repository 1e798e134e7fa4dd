package io.millrace.runtime.file;

import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.api.common.io.compression.InflaterInputStreamFactory;
import org.apache.flink.connector.file.src.compression.StandardDeCompressors;
import org.apache.flink.core.fs.Path;

/**
 * Files of lines, unpacked by their extension ({@code .gz} and others that Flink knows). A position
 * is the offset behind a row; to go on from there, rows are cut again from the start, which finds
 * line numbers and quoted line breaks again, but not decoded.
 */
final class LineFiles<D> implements RowFiles<D> {
  private static final long serialVersionUID = 1L;

  private final RowLayout layout;
  private final RecordDecoder<D> decoder;

  LineFiles(RowLayout layout, RecordDecoder<D> decoder) {
    this.layout = layout;
    this.decoder = decoder;
  }

  @Override
  public RowCursor<D> open(Path file, long position) throws IOException {
    RowSplitter rows = new RowSplitter(unpacked(file), layout);
    try {
      readHeader(file, rows);
      rows.skipTo(position);
      return new Lines<>(rows, decoder);
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  private static InputStream unpacked(Path path) throws IOException {
    InputStream raw = path.getFileSystem().open(path);
    InflaterInputStreamFactory<?> unpacker =
        StandardDeCompressors.getDecompressorForFileName(path.getName());
    return unpacker == null ? raw : unpacker.create(raw);
  }

  private void readHeader(Path path, RowSplitter rows) throws IOException {
    if (!decoder.hasHeader() || !rows.next()) {
      return;
    }
    try {
      decoder.readHeader(rows.bytes(), rows.start(), rows.length());
    } catch (DecodeException e) {
      // Not a bad row but a bad file: none of its rows can be read.
      throw new IOException(
          "bad header in file %s: %s".formatted(path.getPath(), e.getMessage()), e);
    }
  }

  private record Lines<D>(RowSplitter rows, RecordDecoder<D> decoder) implements RowCursor<D> {
    @Override
    public boolean next() throws IOException {
      return rows.next();
    }

    @Override
    public D row() throws DecodeException {
      return decoder.decode(rows.bytes(), rows.start(), rows.length());
    }

    @Override
    public long position() {
      return rows.position();
    }

    @Override
    public long number() {
      return rows.line();
    }

    @Override
    public String unit() {
      return "line";
    }

    @Override
    public byte[] copy() {
      return rows.copy();
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
