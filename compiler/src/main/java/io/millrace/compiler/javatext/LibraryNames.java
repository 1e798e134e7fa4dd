package io.millrace.compiler.javatext;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Simple names that generated code takes from Java, Flink and the runtime, so that no generated
 * class may have one of them.
 */
public final class LibraryNames {
  private static final String NAMES =
      """
      Aggregator ArrayList Arrays AsyncDataStream AvroDecoder AvroEncoder AvroNames AvroReader
      AvroSchema AvroWriter BadRecord BadRecordTypeInfo BigDecimal BigInteger Boolean Byte
      ByteBuffer BytesOps Change Character DiscardingSink DistinctLongs DistinctObjects HybridSource RateLimitedSource LastValues UpsertRows HttpLookup HttpQuestion JdbcAccess
      JdbcLookup JdbcPreflight JdbcQuery JdbcRow JdbcSink JdbcValues KafkaLogin LookupFailure
      LookupJoin LookupOptions Lookups PreparedStatement RegistryAvroDecoder RegistryAvroEncoder
      ResultSet SchemaRegistry SplitFailures SQLException TimeUnit
      CheckpointingMode Class Collector Configuration Context CsvDecoder CsvEncoder CsvReader CsvWriter
      DataGeneratorSource DataInputView DataOutputView DataStream DatagenSource DeadLetterEncoder
      DecimalOps DecodeException Decoded DecodedTypeInfo DeliveryGuarantee Deprecated Double DoubleOps Duration
      DurationOps ElementsSource Enum Error EventTime EventTimeExtractor Exception ExpressionException
      FieldSchema FieldType FilePreflight FileSink FilterFunction FlatMapFunction Float Function
      GeneratorFunction HashMap HashSet Having IOException IntOps Integer Iterable JobParameters
      JobSettings JobStartException JsonDecoder JsonEncoder JsonNames JsonPath JsonReader JsonWriter
      ConsumerRecord Headers KafkaDecoder KafkaEncoder KafkaHeaders KafkaMetadata KafkaOffsets KafkaPreflight KafkaSink KafkaSource KafkaWatermarks KeyedStream KeySelector
      LinkedHashMap LinkedHashSet List ListOps Long Map MapFunction MapOps Math MetadataColumns MixedOps Module Nullable
      Number Object Objects OffsetsInitializer OutputTag Override Pattern Process ProcessFunction RawText
      Record RecordDecoder RecordEncoder RecordSchema RecordSerializer RecordTypeInfo RowFileSink
      RetractFilter RetractRoute RetractingAggregate RetractingAggregator RowFileSource RowLayout RowPrintSink Runnable RunningAggregate RunningAggregator RuntimeException
      RuntimeExecutionMode SafeVarargs Serializer Set Short SingleOutputStreamOperator SortedMap SplitBadRecords
      StreamExecutionEnvironment String StringBuilder StringOps SuppressWarnings System Thread Throwable
      TextPattern TimeFormat TimeOps TransactionNamingStrategy TreeMap TypeInformation Types UpsertFilter UpsertRoute ValueCounts ValueOps Void WatermarkStrategy
      FirstRow FirstRowWithin LastRow LatestRow LocalTopN Ranking RowLimit TopN TopNAggregator UpdatingTopN Versions
      WindowOperators Windows ZoneId
      AsOf EnrichOperator Enricher Enrichment JoinKind JoinOperators JoinSide Joiner Rows WindowJoiner
      BytesSlot DecimalSlot GroupSlot StringSlot
      ParquetDecoder ParquetElements ParquetEncoder ParquetFileSink ParquetGroup ParquetOut
      AvroFileDecoder AvroFileSink ConnectDecoder ConnectSchema ConnectValues DebeziumDecoder
      ProtoDecoder ProtoEncoder ProtoEnum ProtoNames ProtoReader ProtoWriter
      BoolSlot DoubleSlot KeyedProcessFunction ListSlot LongSlot MapSlot NamedTimer NamedTimers
      OnTimerContext OpenContext RunningFold ValueSlot
      AfterMatchSkipStrategy CEP IterativeCondition DataStreamUtils OnTimeRows PatternProcessFunction SimpleCondition Steps
      TimedOutPartialMatchHandler
      Instant Row SqlQuery SqlResult SqlTable SqlValues
      """;

  private static final Set<String> LOWER_CASE =
      Arrays.stream(NAMES.trim().split("\\s+"))
          .map(name -> name.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private LibraryNames() {}

  /** A new set of the names in lower case: some file systems fold case, so classes must differ. */
  public static Set<String> lowerCase() {
    return new HashSet<>(LOWER_CASE);
  }
}
