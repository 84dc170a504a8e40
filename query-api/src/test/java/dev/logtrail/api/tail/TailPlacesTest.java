package dev.logtrail.api.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.trail.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody takes the live tail's places from all others. */
class TailPlacesTest {
  private final TailPlaces places = new TailPlaces();
  private final List<TailPlaces.Place> taken = new ArrayList<>();

  private int takeAll(Caller caller, String address) {
    int before = taken.size();
    try {
      while (true) {
        taken.add(places.take(caller, address));
      }
    } catch (ProblemException e) {
      return taken.size() - before;
    }
  }

  @Test
  void oneTokenHasAShareAndSoHasEachOfItsAddresses() {
    Caller one = new Caller("one", Scope.ALL);
    Caller other = new Caller("other", Scope.ALL);

    assertThat(takeAll(one, "10.0.0.1")).isEqualTo(ServerLimits.TAIL_CLIENTS_OF_ADDRESS);
    assertThatThrownBy(() -> places.take(one, "10.0.0.1"))
        .hasMessageContaining("100 clients follow from this address with the token one");
    assertThat(takeAll(one, "10.0.0.2")).isEqualTo(ServerLimits.TAIL_CLIENTS_OF_ADDRESS);
    assertThat(takeAll(one, "10.0.0.3"))
        .isEqualTo(ServerLimits.TAIL_CLIENTS_OF_TOKEN - 2 * ServerLimits.TAIL_CLIENTS_OF_ADDRESS);
    assertThatThrownBy(() -> places.take(one, "10.0.0.4"))
        .hasMessageContaining("250 clients follow with the token one");
    assertThat(takeAll(other, "10.0.0.1")).isEqualTo(ServerLimits.TAIL_CLIENTS_OF_ADDRESS);

    taken.get(0).close();
    taken.get(0).close();
    assertThat(takeAll(one, "10.0.0.1")).as("given back once").isEqualTo(1);
  }

  @Test
  void withoutTokensTheFirstMayHaveAll() {
    assertThat(takeAll(Caller.ANYBODY, "127.0.0.1")).isEqualTo(ServerLimits.TAIL_CLIENTS);
    assertThatThrownBy(() -> places.take(new Caller("one", Scope.ALL), "10.0.0.1"))
        .hasMessageContaining("500 clients follow already");
    taken.forEach(TailPlaces.Place::close);
    assertThat(takeAll(Caller.ANYBODY, "127.0.0.1")).isEqualTo(ServerLimits.TAIL_CLIENTS);
  }
}
