package io.millrace.runtime.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Compression without Hadoop's classes: none, snappy, gzip and zstd. */
final class ParquetCodecs implements CompressionCodecFactory {
  /** Whether pages of a codec can be read and written. */
  static boolean isKnown(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED, SNAPPY, GZIP, ZSTD -> true;
      default -> false;
    };
  }

  /** The bytes of a compressed page. */
  static byte[] unpack(CompressionCodecName codec, byte[] packed, int size) throws IOException {
    byte[] data =
        switch (codec) {
          case UNCOMPRESSED -> packed;
          case SNAPPY -> {
            if (Snappy.uncompressedLength(packed) != size) {
              throw new IOException("a page has another size than it says");
            }
            yield Snappy.uncompress(packed);
          }
          case GZIP -> {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
              yield in.readNBytes(size);
            }
          }
          case ZSTD -> zstd(packed, size);
          default -> throw new IOException("pages compressed with " + codec + " are not supported");
        };
    if (data.length != size) {
      throw new IOException("a page has another size than it says");
    }
    return data;
  }

  private static byte[] zstd(byte[] packed, int size) throws IOException {
    byte[] data = new byte[size];
    long length = Zstd.decompress(data, packed);
    if (Zstd.isError(length) || length != size) {
      throw new IOException("a page cannot be unpacked");
    }
    return data;
  }

  private static byte[] pack(CompressionCodecName codec, byte[] data) throws IOException {
    return switch (codec) {
      case UNCOMPRESSED -> data;
      case SNAPPY -> Snappy.compress(data);
      case GZIP -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
          gzip.write(data);
        }
        yield out.toByteArray();
      }
      case ZSTD -> Zstd.compress(data);
      default -> throw new IOException("pages compressed with " + codec + " are not supported");
    };
  }

  private static byte[] copy(BytesInput bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
    bytes.writeAllTo(out);
    return out.toByteArray();
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return new BytesInputCompressor() {
      @Override
      public BytesInput compress(BytesInput bytes) throws IOException {
        return BytesInput.from(pack(codec, copy(bytes)));
      }

      @Override
      public CompressionCodecName getCodecName() {
        return codec;
      }

      @Override
      public void release() {}
    };
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new BytesInputDecompressor() {
      @Override
      public BytesInput decompress(BytesInput bytes, int size) throws IOException {
        return BytesInput.from(unpack(codec, copy(bytes), size));
      }

      @Override
      public void decompress(ByteBuffer input, int packed, ByteBuffer output, int size)
          throws IOException {
        byte[] bytes = new byte[packed];
        input.get(bytes);
        output.put(unpack(codec, bytes, size));
      }

      @Override
      public void release() {}
    };
  }

  @Override
  public void release() {}
}
