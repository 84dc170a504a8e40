package dev.logtrail.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApiSettingsTest {
  @Test
  void tokensAreNeverPrinted() {
    ApiSettings both = new ApiSettings("127.0.0.1", 8080, "read-me", "take-me", List.of("*"));

    assertThat(both)
        .hasToString(
            "ApiSettings[host=127.0.0.1, port=8080, readToken=set, ingestToken=set,"
                + " allowOrigins=[*]]");
    assertThat(ApiSettings.loopback(0).toString()).contains("readToken=none", "ingestToken=none");
  }

  @Test
  void aPortOrOriginThatIsNoneIsRefusedWithWhatWouldBeRight() {
    assertThatThrownBy(() -> ApiSettings.loopback(70_000))
        .hasMessage("port is 70000: give 0 (any free) to 65535");
    List<String> origins = List.of("https://ide.example.com/path");
    assertThatThrownBy(() -> new ApiSettings("127.0.0.1", 0, null, null, origins))
        .hasMessageContaining("give scheme and host only, such as https://ide.example.com, or *");
  }
}
