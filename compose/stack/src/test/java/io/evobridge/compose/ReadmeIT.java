package io.evobridge.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's walk-through, typed line by line. A remark behind a line is what must appear. */
class ReadmeIT {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REMARK = Pattern.compile("(.*?)\\s+# (.*)");

    @TempDir
    private Path folder;

    @Test
    void theWalkThroughDoesWhatItSays() throws Exception {
        List<List<String>> blocks = blocks();
        assertThat(blocks).hasSize(5);
        try (Terminal demo = terminal();
                Terminal second = terminal();
                Terminal third = terminal()) {
            demo.start(blocks.get(0).get(0));
            demo.awaitText("Console");
            demo.awaitText("Warming up for");
            typeAll(second, blocks.get(1));
            typeAll(second, blocks.get(2));
            List<String> resolver = blocks.get(3);
            third.type(resolver.get(0));
            Matcher up = REMARK.matcher(resolver.get(1));
            assertThat(up.matches()).isTrue();
            third.start(up.group(1));
            third.awaitText(up.group(2));
            typeAll(second, blocks.get(4));
        }
    }

    /** A change needs a moment to arrive, so a line is typed until what its remark promises is there. */
    private static void typeAll(Terminal terminal, List<String> lines) throws Exception {
        for (String line : lines) {
            Matcher remark = REMARK.matcher(line);
            if (!remark.matches()) {
                assertThat(terminal.type(line)).as(line).doesNotContain("ERROR", "not found", "Usage:");
                continue;
            }
            await(line)
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(terminal.type(remark.group(1))).contains(remark.group(2)));
        }
    }

    /** The port of a person's own resolver may be taken on a machine that tests. */
    private static Terminal terminal() throws IOException {
        return Terminal.open(ROOT, Map.of("EVOBRIDGE_RESOLVER_HTTP_PORT", "0"));
    }

    /** The lines of each block, continued ones joined; data goes into a folder of this test. */
    private List<List<String>> blocks() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int begin = readme.indexOf("\n## Walk through\n");
        String section = readme.substring(begin + 1, readme.indexOf("\n## ", begin + 1));
        List<List<String>> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(section);
        while (block.find()) {
            blocks.add(block.group(1)
                    .replaceAll("\\\\\n\\s*", "")
                    .replaceAll(
                            "\\bdemo\\b",
                            Matcher.quoteReplacement(folder.resolve("demo").toString()))
                    .lines()
                    .toList());
        }
        return blocks;
    }
}
