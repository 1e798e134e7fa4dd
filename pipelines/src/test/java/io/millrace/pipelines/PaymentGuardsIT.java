package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.GeneratedFile;
import io.millrace.local.kafka.TopicRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A library and a fragment, end to end. */
class PaymentGuardsIT {
  @Test
  void oneFragmentGuardsTwoCurrencies() {
    Topics.fresh("payments", 1);
    Topics.fresh("payments.alerts", 1);
    Topics.fresh("payments.rest", 1);
    Topics.write(
        "payments",
        List.of(
            payment("a", "EUR", "50.0"),
            payment("b", "EUR", "150.0"),
            payment("c", "JPY", "24000.0"),
            payment("d", "JPY", "48000.0"),
            payment("e", "USD", "900.0")));
    CompiledPipeline pipeline = Pipelines.compile("payment-guards");
    assertThat(pipeline.files())
        .extracting(GeneratedFile::path)
        .contains(
            "millrace/generated/shared/payments/Payment.java",
            "millrace/generated/shared/payments/Money.java");
    try (RunningPipeline guards = RunningPipeline.start(pipeline)) {
      Topics.await("payments.alerts", 2);
      Topics.await("payments.rest", 2);
      guards.settle();
    }
    assertThat(Topics.texts(Topics.readAll("payments.alerts")))
        .containsExactlyInAnyOrder(
            "b={\"account\":\"b\",\"country\":\"DE\",\"reason\":\"large: 150\"}",
            "d={\"account\":\"d\",\"country\":\"DE\",\"reason\":\"yen, 'large': 300\"}");
    assertThat(Topics.readAll("payments.rest"))
        .extracting(TopicRecord::valueText)
        .containsExactlyInAnyOrder(payment("a", "EUR", "50.0"), payment("c", "JPY", "24000.0"));
  }

  private static String payment(String account, String currency, String amount) {
    return "{\"account\":\"%s\",\"price\":{\"currency\":\"%s\",\"amount\":%s},\"country\":\"DE\"}"
        .formatted(account, currency, amount);
  }
}
