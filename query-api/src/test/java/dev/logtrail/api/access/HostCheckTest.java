package dev.logtrail.api.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {
  private final HostCheck hosts =
      new HostCheck("fd00::7", List.of("https://ide.example.com", "http://[fd00::9]:3000"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "localhost.",
        "a.localhost:1",
        "127.0.0.1:8080",
        "127.9.9.9",
        "[::1]",
        "[::1]:8080",
        "[0:0:0:0:0:0:0:1]:80",
        "[0000:0000:0000:0000:0000:0000:0000:0001]",
        "[::ffff:127.0.0.1]:8080",
        "[fd00::7]:8080",
        "[fd00::9]",
        "ide.example.com:444"
      })
  void namesOfThisMachineAndOfAllowedPages(String host) {
    assertThatCode(() -> hosts.check(host, "LOGTRAIL_TOKEN")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":8080",
        "evil.example.com",
        "localhost.evil.example.com",
        "127.0.0.1.evil.example.com",
        "localhost:80:80",
        "localhost@evil.example.com",
        "evil.example.com#localhost",
        "0.0.0.0:8080",
        "[::]:8080",
        "::1",
        "[::2]",
        "[1::1]",
        "xlocalhost",
        "localhost:8080x",
        "10.0.0.1"
      })
  void otherNamesAreRefusedWithWhatWouldBeRight(String host) {
    assertThatThrownBy(() -> hosts.check(host, "LOGTRAIL_TOKEN"))
        .hasMessage(
            "Host '"
                + host
                + "' is not this server's name. Without a token it answers to localhost and to hosts of --allow-origin; set LOGTRAIL_TOKEN to be called by other names.");
  }
}
