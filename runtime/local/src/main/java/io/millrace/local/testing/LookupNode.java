package io.millrace.local.testing;

import io.millrace.compiler.testing.LookupAnswer;
import io.millrace.runtime.lookup.LookupFunction;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.async.CollectionSupplier;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/** A lookup that is answered by the test. What is asked, and what becomes of it, is the job's. */
final class LookupNode implements Receiver {
  private static final int QUESTION = 1;
  private static final int ANSWER = 2;

  private final String id;
  private final LookupFunction<Object, Object, Object, Object, Object> function;
  private final @Nullable List<LookupAnswer> answers;
  private final RowCodec questions;
  private final RowCodec found;
  private final Emitter emitter;
  private final InputValve valve;

  @SuppressWarnings("unchecked") // The job's own types.
  LookupNode(
      String id,
      LookupFunction<?, ?, ?, ?, ?> function,
      @Nullable List<LookupAnswer> answers,
      Emitter emitter,
      int channels) {
    this.id = id;
    this.function = (LookupFunction<Object, Object, Object, Object, Object>) function;
    this.answers = answers;
    this.emitter = emitter;
    this.questions = codec(function, QUESTION);
    this.found = codec(function, ANSWER);
    this.valve = new InputValve(channels, emitter::watermark, emitter::status);
  }

  /** Rows of a type parameter of the generated join. */
  private static RowCodec codec(LookupFunction<?, ?, ?, ?, ?> function, int parameter) {
    Type generic = function.join().getClass().getGenericSuperclass();
    Type type = ((ParameterizedType) generic).getActualTypeArguments()[parameter];
    try {
      Class<?> row = (Class<?>) type;
      return RowCodec.of((TypeInformation<?>) row.getField("TYPE").get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This is a bug in Millrace: no row type " + type, e);
    }
  }

  @Override
  public void record(int input, StreamRecord<Object> record) throws Exception {
    Object row = record.getValue();
    Map<String, Object> asked = questions.seen(new StreamRecord<>(function.question(row))).values();
    LookupAnswer answer = answer(asked);
    if (answer.error() != null) {
      function.unanswered(row, answer.error(), new Result(record));
      return;
    }
    emit(function.answered(row, answer.rows().stream().map(found::row).toList()), record);
  }

  private LookupAnswer answer(Map<String, Object> asked) {
    if (answers == null) {
      throw new TestMistake("the lookup `" + id + "` was asked, and has no answers under `mocks`");
    }
    for (LookupAnswer answer : answers) {
      boolean fits =
          answer.asked().entrySet().stream()
              .allMatch(entry -> Values.same(entry.getValue(), asked.get(entry.getKey()), 0));
      if (fits) {
        return answer;
      }
    }
    throw new TestMistake("`mocks` has no answer for `" + id + "` to what it asked: " + asked);
  }

  private void emit(Collection<Object> rows, StreamRecord<Object> record) {
    for (Object row : rows) {
      StreamRecord<Object> out = new StreamRecord<>(row);
      if (record.hasTimestamp()) {
        out.setTimestamp(record.getTimestamp());
      }
      emitter.emit(out);
    }
  }

  @Override
  public void watermark(int input, int channel, Watermark watermark) throws Exception {
    valve.watermark(channel, watermark);
  }

  @Override
  public void status(int input, int channel, WatermarkStatus status) throws Exception {
    valve.status(channel, status);
  }

  private final class Result implements ResultFuture<Object> {
    private final StreamRecord<Object> record;

    Result(StreamRecord<Object> record) {
      this.record = record;
    }

    @Override
    public void complete(Collection<Object> rows) {
      emit(rows, record);
    }

    @Override
    public void complete(CollectionSupplier<Object> supplier) {
      try {
        emit(supplier.get(), record);
      } catch (Exception e) {
        completeExceptionally(e);
      }
    }

    @Override
    public void completeExceptionally(Throwable failure) {
      throw new Failures.JobFailure(failure);
    }
  }
}
