package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EtlCleanIT {
  private static final List<String> GOOD =
      List.of(
          """
          {"orderId":" A-1 ","placedAt":1767225600000,"customer":{"name":" Ada Lovelace ",
           "e-mail":" Ada@Example.ORG ","address":{"street":"St James's Square 12","city":"London"}},
           "total":12.345,"currency":"gbp ","coupon":"SPRING","ignored":[1,{"x":null}]}""",
          """
          {"orderId":"A-2","ts":1767225600500,"customer":{},"total":0.01}""",
          """
          {"total":1e2,"customer":{"name":null,"e-mail":"GRACE@NAVY.MIL"},"currency":null,
           "placedAt":-1,"orderId":"A-3","coupon":null}""",
          """
          {"orderId":"free","placedAt":0,"customer":{},"total":0}""");

  private static final List<String> CLEAN =
      List.of(
          "A-1={\"order\":\"A-1\",\"placed\":\"2026-01-01T00:00:00Z\",\"name\":\"Ada Lovelace\","
              + "\"email\":\"ada@example.org\",\"ship_to\":{\"street\":\"St James's Square 12\","
              + "\"city\":\"London\"},\"cents\":1235,\"currency\":\"GBP\",\"discounted\":true}",
          "A-2={\"order\":\"A-2\",\"placed\":\"2026-01-01T00:00:00.500Z\",\"name\":\"unknown\","
              + "\"email\":\"\",\"cents\":1,\"currency\":\"EUR\",\"discounted\":false}",
          "A-3={\"order\":\"A-3\",\"placed\":\"1969-12-31T23:59:59.999Z\",\"name\":\"unknown\","
              + "\"email\":\"grace@navy.mil\",\"cents\":10000,\"currency\":\"EUR\","
              + "\"discounted\":false}");

  private static final List<String> BAD =
      List.of(
          "not json",
          "",
          "[]",
          "{\"orderId\":\"B-1\"}",
          "{\"orderId\":\"B-2\",\"placedAt\":\"soon\",\"customer\":{},\"total\":1}",
          "{\"orderId\":\"B-3\",\"placedAt\":1,\"customer\":{\"address\":{}},\"total\":1}",
          "{\"orderId\":\"B-4\",\"placedAt\":1,\"customer\":{},\"total\":1} trailing");

  @Test
  void reshapesGoodRecordsAndSetsBadOnesAside() {
    Topics.fresh("shop.orders", 1);
    Topics.fresh("orders", 1);
    Topics.fresh("shop.orders.rejects", 1);
    List<String> mixed = new ArrayList<>();
    for (int i = 0; i < Math.max(GOOD.size(), BAD.size()); i++) {
      mixed.addAll(GOOD.subList(Math.min(i, GOOD.size()), Math.min(i + 1, GOOD.size())));
      mixed.addAll(BAD.subList(i, i + 1));
    }
    Topics.write("shop.orders", mixed);
    try (RunningPipeline etl = RunningPipeline.start(Pipelines.compile("etl-clean"))) {
      Topics.await("orders", CLEAN.size());
      Topics.await("shop.orders.rejects", BAD.size());
      etl.settle();
    }
    assertThat(Topics.texts(Topics.readAll("orders"))).containsExactlyElementsOf(CLEAN);
    List<TopicRecord> rejects = Topics.readAll("shop.orders.rejects");
    assertThat(rejects).extracting(TopicRecord::valueText).containsExactlyElementsOf(BAD);
    assertThat(rejects)
        .allSatisfy(
            reject -> {
              assertThat(reject.header("millrace.topic")).isEqualTo("shop.orders");
              assertThat(reject.header("millrace.partition")).isEqualTo("0");
              assertThat(reject.header("millrace.node")).isEqualTo("raw-orders");
              assertThat(reject.header("millrace.offset"))
                  .isEqualTo(Integer.toString(mixed.indexOf(reject.valueText())));
            });
    assertThat(rejects.get(3).header("millrace.cause")).contains("placedAt");
    assertThat(rejects.get(5).header("millrace.cause")).contains("customer", "address", "street");
  }
}
