package dev.logtrail.api.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FittedTableTest {
  private static final List<String> HEADS = List.of("function", "requests", "max ms", "USD");
  private static final List<String> LEAST = List.of("max ms");
  private static final String LONG = "orders-stack-prod-CreateOrderFunction-4XK2LQ7PZ81A";

  private final StringBuilder out = new StringBuilder();

  @Test
  void takesTheRoomItNeedsWhereTheTerminalIsNotKnown() {
    assertThat(new FittedTable(0, 0).write(out, rows(LONG), LEAST)).isEmpty();
    assertThat(out.toString().lines())
        .containsExactly(
            "function                                            requests  max ms   USD",
            "orders-stack-prod-CreateOrderFunction-4XK2LQ7PZ81A         1     2.5  0.01");
  }

  @Test
  void shortensNamesInTheMiddleFirst() {
    assertThat(new FittedTable(50, 0).write(out, rows(LONG), LEAST)).isEmpty();
    assertThat(out.toString().lines())
        .containsExactly(
            "function                    requests  max ms   USD",
            "orders-stack-…4XK2LQ7PZ81A         1     2.5  0.01")
        .allMatch(line -> line.length() == 50);
  }

  @Test
  void leavesOutWhatSaysLeastWhereNamesWouldSayNothing() {
    assertThat(new FittedTable(40, 0).write(out, rows(LONG), LEAST)).containsExactly("max ms");
    assertThat(out.toString().lines()).allMatch(line -> line.length() == 40);
    assertThat(out).doesNotContain("max ms").contains("orders-stack…XK2LQ7PZ81A");
  }

  @Test
  void repeatsItsHeadsOnEachScreenful() {
    String[] names = new String[20];
    for (int i = 0; i < names.length; i++) {
      names[i] = "f" + i;
    }
    new FittedTable(80, 10).write(out, rows(names), LEAST);

    List<String> lines = out.toString().lines().toList();
    assertThat(lines).filteredOn(line -> line.startsWith("function")).hasSize(3);
    assertThat(lines.get(0)).isEqualTo(lines.get(9)).isEqualTo(lines.get(18));
  }

  private static List<List<String>> rows(String... names) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADS));
    for (String name : names) {
      rows.add(List.of(name, "1", "2.5", "0.01"));
    }
    return rows;
  }
}
