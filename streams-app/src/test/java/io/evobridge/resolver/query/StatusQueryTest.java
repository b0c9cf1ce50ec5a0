package io.evobridge.resolver.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusQueryTest {

    @Test
    void whatIsAwayIsToldAndTheRestIsAnswered() {
        StatusAnswer status = new TestQueries().status().status();

        assertThat(status.nodes()).extracting(StatusAnswer.StatusNode::name).containsExactly("a", "b");
        assertThat(status.problems())
                .hasSize(2)
                .anyMatch(problem -> problem.contains("Kafka does not tell"))
                .anyMatch(problem -> problem.contains("Kafka Connect at http://127.0.0.1:1 does not answer"));
    }
}
