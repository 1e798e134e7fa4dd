package io.millrace.runtime.avro;

import io.millrace.runtime.file.RowCursor;
import io.millrace.runtime.format.DecodeException;
import java.io.IOException;
import java.util.Arrays;

/** The rows of a container file. A position is how many rows stand in front. */
final class AvroRows<T> implements RowCursor<T> {
  private final AvroFileDecoder<T> decoder;
  private final AvroBlocks blocks;
  private final AvroReader in = new AvroReader();
  private byte[] block = {};

  /** How many rows of the block are left behind the current one. */
  private long left;

  private long number;
  private int start;

  AvroRows(AvroFileDecoder<T> decoder, AvroBlocks blocks) {
    this.decoder = decoder;
    this.blocks = blocks;
  }

  /** Passes over rows; of whole blocks nothing is unpacked. */
  void skip(long rows) throws IOException {
    long rest = rows;
    while (rest > 0) {
      if (left == 0) {
        long count = blocks.next();
        if (count < 0) {
          return;
        }
        if (count <= rest) {
          blocks.skip();
          rest -= count;
          number += count;
          continue;
        }
        open(count);
      }
      next();
      behind(in.position());
      rest--;
    }
  }

  private void open(long count) throws IOException {
    block = blocks.unpack();
    in.reset(block, 0, block.length);
    left = count;
  }

  @Override
  public boolean next() throws IOException {
    while (left == 0) {
      long count = blocks.next();
      if (count < 0) {
        return false;
      }
      open(count);
    }
    left--;
    number++;
    start = in.position();
    return true;
  }

  @Override
  public T row() throws DecodeException, IOException {
    try {
      return decoder.read(in, blocks.schema());
    } catch (DecodeException e) {
      behind(start); // A row that does not fit ends where the writer's schema says.
      throw e;
    }
  }

  private void behind(int from) throws IOException {
    in.seek(from);
    try {
      in.skip(blocks.schema());
    } catch (DecodeException e) {
      throw blocks.broken("row " + number + ": " + e.getMessage());
    }
  }

  @Override
  public long position() {
    return number;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public String unit() {
    return "row";
  }

  @Override
  public byte[] copy() {
    return Arrays.copyOfRange(block, start, in.position());
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
