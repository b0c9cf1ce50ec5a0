package io.evobridge.compose.torture.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdnFileTest {

    @TempDir
    Path folder;

    @Test
    void invocationsAndEndingsStandInTheOrderOfTime() throws IOException {
        // Given
        Invocation write = new Invocation(1, 0, "mysql", "cell", Action.WRITE, "cell/1", "x");
        Invocation read = new Invocation(2, 1, "mariadb", "cell", Action.READ, "cell/1", "");
        Path file = folder.resolve("history.edn");

        // When
        EdnFile.write(
                List.of(
                        new Operation(read, Ending.OK, Optional.of("x"), 20, 30, ""),
                        new Operation(write, Ending.INFO, Optional.empty(), 10, 40, "a \"broken\" pipe")),
                file);

        // Then
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{:index 0, :time 10, :process 0, :type :invoke, :f :write, :value [\"cell/1\" \"x\"], :node \"mysql\"}",
                        "{:index 1, :time 20, :process 1, :type :invoke, :f :read, :value [\"cell/1\" nil], :node \"mariadb\"}",
                        "{:index 2, :time 30, :process 1, :type :ok, :f :read, :value [\"cell/1\" \"x\"], :node \"mariadb\"}",
                        "{:index 3, :time 40, :process 0, :type :info, :f :write, :value [\"cell/1\" \"x\"], :node \"mysql\","
                                + " :found nil, :error \"a \\\"broken\\\" pipe\"}");
    }
}
