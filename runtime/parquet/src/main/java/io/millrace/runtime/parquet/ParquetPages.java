package io.millrace.runtime.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/** The pages of one column of a row group, unpacked. */
final class ParquetPages implements PageReader {
  private static final int MAX_PAGE = 256 << 20;
  private static final int MAX_DICTIONARY = 16 << 20;

  private final ParquetMetadataConverter converter = new ParquetMetadataConverter();
  private final ColumnChunkMetaData chunk;
  private final Deque<DataPage> pages = new ArrayDeque<>();
  private @Nullable DictionaryPage dictionary;

  private ParquetPages(ColumnChunkMetaData chunk) {
    this.chunk = chunk;
  }

  /**
   * Cuts a column into pages.
   *
   * @throws IOException if the bytes are none
   */
  static ParquetPages of(ColumnChunkMetaData chunk, byte[] bytes) throws IOException {
    ParquetPages made = new ParquetPages(chunk);
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    long left = chunk.getValueCount();
    while (left > 0) {
      PageHeader header = Util.readPageHeader(in);
      int size = header.getCompressed_page_size();
      if (size < 0
          || size > in.available()
          || header.getUncompressed_page_size() < 0
          || header.getUncompressed_page_size() > MAX_PAGE) {
        throw new IOException("a page of " + size + " bytes");
      }
      left -= made.add(header, in.readNBytes(size));
    }
    return made;
  }

  private int add(PageHeader header, byte[] bytes) throws IOException {
    switch (header.getType()) {
      case DICTIONARY_PAGE -> {
        DictionaryPageHeader page = header.getDictionary_page_header();
        if (page.getNum_values() < 0 || page.getNum_values() > MAX_DICTIONARY) {
          throw new IOException("a dictionary of " + page.getNum_values() + " values");
        }
        dictionary =
            new DictionaryPage(
                unpacked(header, bytes),
                page.getNum_values(),
                converter.getEncoding(page.getEncoding()));
        return 0;
      }
      case DATA_PAGE -> {
        DataPageHeader page = header.getData_page_header();
        pages.add(
            new DataPageV1(
                unpacked(header, bytes),
                page.getNum_values(),
                header.getUncompressed_page_size(),
                statistics(),
                converter.getEncoding(page.getRepetition_level_encoding()),
                converter.getEncoding(page.getDefinition_level_encoding()),
                converter.getEncoding(page.getEncoding())));
        return page.getNum_values();
      }
      case DATA_PAGE_V2 -> {
        return addSecondVersion(header, bytes);
      }
      default -> {
        return 0;
      }
    }
  }

  /** Its levels stand in front of the values, and are not compressed. */
  private int addSecondVersion(PageHeader header, byte[] bytes) throws IOException {
    DataPageHeaderV2 page = header.getData_page_header_v2();
    int repetition = page.getRepetition_levels_byte_length();
    int definition = page.getDefinition_levels_byte_length();
    int levels = repetition + definition;
    if (repetition < 0 || definition < 0 || levels > bytes.length) {
      throw new IOException("levels of " + levels + " bytes");
    }
    byte[] values = new byte[bytes.length - levels];
    System.arraycopy(bytes, levels, values, 0, values.length);
    CompressionCodecName codec =
        page.isIs_compressed() ? chunk.getCodec() : CompressionCodecName.UNCOMPRESSED;
    int size = header.getUncompressed_page_size() - levels;
    byte[] data = size == 0 ? new byte[0] : ParquetCodecs.unpack(codec, values, size);
    pages.add(
        DataPageV2.uncompressed(
            page.getNum_rows(),
            page.getNum_nulls(),
            page.getNum_values(),
            BytesInput.from(bytes, 0, repetition),
            BytesInput.from(bytes, repetition, definition),
            converter.getEncoding(page.getEncoding()),
            BytesInput.from(data),
            statistics()));
    return page.getNum_values();
  }

  private Statistics<?> statistics() {
    return Statistics.getBuilderForReading(chunk.getPrimitiveType()).build();
  }

  private BytesInput unpacked(PageHeader header, byte[] bytes) throws IOException {
    return BytesInput.from(
        ParquetCodecs.unpack(chunk.getCodec(), bytes, header.getUncompressed_page_size()));
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    return dictionary;
  }

  @Override
  public long getTotalValueCount() {
    return chunk.getValueCount();
  }

  @Override
  public @Nullable DataPage readPage() {
    return pages.poll();
  }
}
