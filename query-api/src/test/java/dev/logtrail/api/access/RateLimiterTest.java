package dev.logtrail.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.api.http.ProblemException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanoTime = new AtomicLong();
  private final RateLimiter rates = new RateLimiter(nanoTime::get);
  private final AccessToken token = token("a", "secret");

  private static AccessToken token(String name, String secret) {
    return AccessToken.unlimited(name, TokenKind.READ, secret, new RateLimit(2, 1_000));
  }

  @Test
  void requestsBeyondTheRateAreRefusedUntilItAllowsMore() {
    rates.take(token);
    rates.take(token);
    assertThatThrownBy(() -> rates.take(token))
        .isInstanceOf(ProblemException.class)
        .hasMessage("The token 'a' may ask for 2 requests a second, and has: try again after 1 s.");
    assertThatCode(() -> rates.take(token("b", "other"))).doesNotThrowAnyException();
    nanoTime.addAndGet(SECOND / 2);
    assertThatCode(() -> rates.take(token)).doesNotThrowAnyException();
  }

  @Test
  void bytesArePaidOffAndTheDebtHasAnEnd() {
    rates.charge(token, 3_500);
    assertThatThrownBy(() -> rates.take(token))
        .hasMessageContaining("1000 bytes a second, and has: try again after 3 s.");
    rates.charge(token, Long.MAX_VALUE);
    nanoTime.addAndGet(14 * SECOND);
    assertThatCode(() -> rates.take(token)).doesNotThrowAnyException();
  }

  @Test
  void tokensOfOneNameShareTheirRateAndOthersAreForgotten() {
    rates.take(token);
    rates.take(token("a", "its next secret"));
    assertThatThrownBy(() -> rates.take(token)).isInstanceOf(ProblemException.class);
    rates.keep(List.of());
    assertThatCode(() -> rates.take(token)).doesNotThrowAnyException();
  }

  @Test
  void secretsAreRandomAndShownNowhere() {
    assertThat(TokenSecret.random())
        .startsWith("lt_")
        .hasSize(46)
        .isNotEqualTo(TokenSecret.random());
    assertThat(token.toString()).contains("name=a").doesNotContain("secret", token.sha256());
    AccessSettings settings = AccessSettings.ofSecrets("read-me", "take-me", List.of());
    assertThat(settings.toString()).doesNotContain("read-me", "take-me");
  }
}
