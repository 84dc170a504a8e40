package dev.logtrail.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

/** What failed is said in one line, in words for whoever sent it. */
class FaultTextTest {
  @Test
  void aComplaintAboutJsonTellsThePlaceAndNothingOfTheParser() throws Exception {
    try (JsonParser parser = JsonText.FACTORY.createParser("[{")) {
      parser.nextToken();
      parser.nextToken();
      JsonProcessingException fault =
          catchThrowableOfType(JsonProcessingException.class, parser::nextToken);
      assertThat(FaultText.ofJson(fault))
          .isEqualTo(
              "Unexpected end-of-input: expected close marker for Object"
                  + " (start marker at line: 1, column: 2)");
    }
  }

  @Test
  void aFaultTellsWhereItArose() {
    assertThat(FaultText.of(null)).isEqualTo("null");
    assertThat(FaultText.of(new IllegalStateException("x")))
        .startsWith("java.lang.IllegalStateException: x at dev.logtrail.text.FaultTextTest");
  }
}
