package io.millrace.maven.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageNamesTest {
  @ParameterizedTest
  @CsvSource({
    "com.example, com.example",
    "com.example-corp.3d, com.example_corp._3d",
    "org.new.class, org.new_.class_",
    "single, single",
    "a..b, a.b",
  })
  void makesLegalPackages(String groupId, String expected) {
    assertThat(PackageNames.of(groupId)).isEqualTo(expected);
  }
}
