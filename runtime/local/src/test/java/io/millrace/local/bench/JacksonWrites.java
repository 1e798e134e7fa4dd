package io.millrace.local.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/** Bids as one writes them with Jackson, and reads them from CSV. */
final class JacksonWrites {
  private final JsonFactory factory = new JsonFactory();
  private final ByteArrayBuilder out = new ByteArrayBuilder();
  private final ObjectWriter writer =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build()
          .writerFor(JacksonBids.Bid.class);
  private final ObjectReader csv =
      CsvMapper.csvBuilder()
          .addModule(new JavaTimeModule())
          .build()
          .readerFor(JacksonBids.Bid.class)
          .with(
              CsvSchema.builder()
                  .addColumn("auction")
                  .addColumn("bidder")
                  .addColumn("price")
                  .addColumn("channel")
                  .addColumn("url")
                  .addColumn("dateTime")
                  .addColumn("extra")
                  .build());

  byte[] bound(JacksonBids.Bid bid) throws IOException {
    return writer.writeValueAsBytes(bid);
  }

  byte[] generated(JacksonBids.Bid bid) throws IOException {
    out.reset();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("auction", bid.auction);
      json.writeNumberField("bidder", bid.bidder);
      json.writeNumberField("price", bid.price);
      json.writeStringField("channel", bid.channel);
      json.writeStringField("url", bid.url);
      json.writeStringField("dateTime", bid.dateTime.toString());
      json.writeStringField("extra", bid.extra);
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  Object readCsv(byte[] row) throws IOException {
    return csv.readValue(row);
  }
}
