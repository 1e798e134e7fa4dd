package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportStationsIT {
  @TempDir Path directory;

  @Test
  void readsColumnsByNameAndSkipsBadLines() throws IOException {
    Path file = directory.resolve("stations.csv");
    Files.writeString(
        file,
        """
        name;id;height_m;closed;latitude;remark;longitude
        De Bilt;260;1.9;;52.1;KNMI;5.18
        "Dome ""C""; Antarctica";89625;3233;false;-75.1;;123.3
        nowhere;not a number;0;;0;;0
        Old mill;7;12.5;true;51.0;;4.0
        Sea;1;;;0;;-0.5
        """);
    Topics.fresh("stations", 1, Map.of("cleanup.policy", "compact"));
    try (RunningPipeline stations =
        RunningPipeline.start(Pipelines.compile("import-stations"), "--file", file.toString())) {
      stations.finish();
    }
    assertThat(Topics.texts(Topics.readAll("stations")))
        .containsExactly(
            "260={\"id\":260,\"name\":\"De Bilt\",\"latitude\":52.1,\"longitude\":5.18,"
                + "\"height\":1.9,\"northern\":true}",
            "89625={\"id\":89625,\"name\":\"Dome \\\"C\\\"; Antarctica\",\"latitude\":-75.1,"
                + "\"longitude\":123.3,\"height\":3233.0,\"northern\":false}",
            "1={\"id\":1,\"name\":\"Sea\",\"latitude\":0.0,\"longitude\":-0.5,\"height\":0.0,"
                + "\"northern\":true}");
  }
}
