package io.millrace.local.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.millrace.local.compile.GeneratedClasses;
import io.millrace.local.format.Shape.Rec;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Generated decoders of JSON against Jackson, on random documents, whole and damaged: the same
 * values, or an error on both. Fast ones may take more documents, but not others for the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonDifferentialTest {
  private static final int MUTANTS = 9;

  private final RowValues values = new RowValues();
  private GeneratedClasses classes;

  @BeforeAll
  void compile() {
    classes = GeneratedClasses.of(Schemas.pipeline());
  }

  @AfterAll
  void close() {
    classes.close();
  }

  @Test
  void decodersGiveWhatJacksonGives() throws Exception {
    compare(1, 100);
  }

  @Test
  @Tag("thorough")
  void decodersGiveWhatJacksonGivesOfAMillionDocuments() throws Exception {
    JacksonOracle oracle = compare(2, 1_000_000 / Schemas.ALL.size() / (1 + MUTANTS) + 1);
    // Each rule is met, or the documents are too tame.
    assertThat(oracle.rules()).containsExactlyInAnyOrder(JacksonRule.values());
  }

  /** Compares on a thread of its own: Jackson's many errors have short stack traces there. */
  private JacksonOracle compare(int seed, int documents) throws Exception {
    FutureTask<JacksonOracle> comparison = new FutureTask<>(() -> compareAll(seed, documents));
    new Thread(comparison, "decoders against Jackson").start();
    try {
      return comparison.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    }
  }

  private JacksonOracle compareAll(int seed, int documents) {
    Random random = new Random(seed);
    RandomDocuments whole = new RandomDocuments(random);
    Mutations mutations = new Mutations(random);
    JacksonOracle last = new JacksonOracle(false);
    JacksonOracle first = new JacksonOracle(true);
    for (Rec rec : Schemas.ALL) {
      RecordDecoder<?> strict = (RecordDecoder<?>) classes.create(rec.name() + "StrictDecoder");
      RecordDecoder<?> fast = (RecordDecoder<?>) classes.create(rec.name() + "FastDecoder");
      int accepted = 0;
      for (int i = 0; i < documents; i++) {
        byte[] document = whole.next(rec);
        for (int j = 0; j <= MUTANTS; j++) {
          byte[] variant = j == 0 ? document : mutations.of(document);
          Map<String, Object> expected = last.read(variant, rec);
          check(rec, strict, variant, expected, true);
          boolean repeats = last.repeats();
          check(rec, fast, variant, repeats ? first.read(variant, rec) : expected, false);
          accepted += expected == null ? 0 : 1;
        }
      }
      // Neither side may be right by refusing all.
      assertThat(accepted).as(rec.name()).isBetween(documents / 3, documents * MUTANTS);
    }
    return last;
  }

  /** Decodes and compares; null is expected of a document that is wrong. */
  private void check(
      Rec rec,
      RecordDecoder<?> decoder,
      byte[] document,
      @Nullable Map<String, Object> expected,
      boolean refuses) {
    Map<String, Object> actual = null;
    String error = "";
    // Not at the start of the array, and with bytes behind that go on as JSON could.
    byte[] bytes = new byte[document.length + 13];
    Arrays.fill(bytes, (byte) '0');
    System.arraycopy(document, 0, bytes, 3, document.length);
    try {
      actual = values.of(decoder.decode(bytes, 3, document.length));
    } catch (DecodeException e) {
      error = e.getMessage();
    }
    if (!Objects.equals(actual, expected) && (refuses || expected != null)) {
      fail(
          "%s %s\n%s\nexpected %s\nactual %s %s",
          decoder.getClass().getSimpleName() + " of " + rec.name(),
          new String(document, StandardCharsets.UTF_8),
          Arrays.toString(document),
          expected == null ? "an error" : expected,
          actual,
          error);
    }
  }
}
