package dev.logtrail.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Answers share a budget; the largest may go beyond it, alone. */
class AnswerMemoryTest {
  private final ByteBudget budget = new ByteBudget("answers", 1_000);

  @Test
  void a_thread_without_an_answer_counts_nothing() {
    AnswerMemory.hold(5_000);

    assertThat(AnswerMemory.held()).isZero();
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void what_is_held_is_given_back_in_part_and_at_the_end() {
    try (AnswerMemory answer = AnswerMemory.open(budget)) {
      AnswerMemory.hold(300);
      AnswerMemory.hold(200);
      assertThat(budget.usedBytes()).isEqualTo(500);
      AnswerMemory.releaseTo(100);
      assertThat(budget.usedBytes()).isEqualTo(100).isEqualTo(AnswerMemory.held());
      assertThat(answer).isNotNull();
    }

    assertThat(budget.usedBytes()).isZero();
    assertThat(AnswerMemory.held()).isZero();
  }

  @Test
  void what_was_reserved_is_not_taken_twice() {
    try (AnswerMemory answer = AnswerMemory.open(budget)) {
      AnswerMemory.reserve(600);
      AnswerMemory.hold(500);
      assertThat(budget.usedBytes()).isEqualTo(600);
      AnswerMemory.hold(200);
      assertThat(budget.usedBytes()).isEqualTo(700);
      AnswerMemory.reserve(5_000);
      assertThat(budget.usedBytes()).isEqualTo(1_000);
      AnswerMemory.releaseTo(0);
      assertThat(budget.usedBytes()).isZero();
      AnswerMemory.hold(10);
      assertThat(budget.usedBytes()).isEqualTo(10);
      assertThat(answer).isNotNull();
    }
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void who_does_not_fit_beside_others_is_refused() {
    assertThat(budget.tryTake(900)).isTrue();
    try (AnswerMemory answer = AnswerMemory.open(budget)) {
      assertThatThrownBy(() -> AnswerMemory.hold(200))
          .isInstanceOfSatisfying(
              AnswerTooLargeException.class, e -> assertThat(e.isForEver()).isFalse())
          .hasMessageContaining("try again");
      assertThat(answer).isNotNull();
    }
    assertThat(budget.refusals()).isEqualTo(1);
    assertThat(budget.usedBytes()).isEqualTo(900);
  }

  @Test
  void the_largest_may_take_more_than_the_budget_up_to_a_limit() {
    try (AnswerMemory answer = AnswerMemory.open(budget)) {
      for (int i = 0; i < 24; i++) {
        AnswerMemory.hold(100);
      }
      assertThat(AnswerMemory.held()).isEqualTo(2_400);
      assertThat(budget.usedBytes()).isEqualTo(1_000);
      assertThatThrownBy(() -> AnswerMemory.hold(101))
          .isInstanceOfSatisfying(
              AnswerTooLargeException.class, e -> assertThat(e.isForEver()).isTrue())
          .hasMessageContaining("more than 2500 bytes")
          .hasMessageContaining("with this heap");
      AnswerMemory.releaseTo(950);
      assertThat(budget.usedBytes()).isEqualTo(950);
      assertThat(answer).isNotNull();
    }
    assertThat(budget.usedBytes()).isZero();
    assertThat(budget.refusals()).isEqualTo(1);
  }
}
