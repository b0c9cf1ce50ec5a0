package io.evobridge.compose.torture.check;

import io.evobridge.compose.ConflictRecord;
import io.evobridge.compose.torture.history.Action;
import io.evobridge.compose.torture.history.Operation;
import io.evobridge.compose.torture.workload.Shapes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every committed word is in its page or in a version that a conflict has kept; a page is what somebody wrote whole. */
final class AppendCheck implements Check {

    private static final String NAME = "append";

    @Override
    public List<Violation> of(FinishedRun run) {
        Set<String> kept = new HashSet<>();
        for (ConflictRecord conflict : run.conflicts()) {
            for (ConflictRecord.Version version : conflict.versions()) {
                var row = version.row();
                keep(kept, conflict.key(), row == null ? "" : row.getOrDefault(Shapes.WORDS, ""));
            }
        }
        Set<String> texts = new HashSet<>();
        Shapes.pages().forEach(key -> texts.add(key + "=" + Shapes.FIRST_WORD));
        run.committed(Shapes.PAGE, Action.APPEND)
                .forEach(append -> texts.add(append.key() + "=" + append.found().orElse("") + " " + append.value()));
        List<Violation> violations = new ArrayList<>();
        run.states().keySet().forEach(place -> {
            Set<String> words = new HashSet<>(kept);
            for (String key : Shapes.pages()) {
                String text =
                        run.rows(place, Shapes.PAGE).text(key, Shapes.WORDS).orElse("");
                keep(words, key, text);
                if (!texts.contains(key + "=" + text)) {
                    violations.add(
                            new Violation(NAME, place + " holds a text in " + key + " that nobody wrote: " + text));
                }
            }
            run.committed(Shapes.PAGE, Action.APPEND)
                    .filter(append -> !words.contains(word(append)))
                    .forEach(append -> violations.add(new Violation(
                            NAME, "a committed word is neither in " + place + " nor in the conflicts: " + append)));
        });
        return violations;
    }

    private static String word(Operation append) {
        return append.key() + "=" + append.value();
    }

    private static void keep(Set<String> words, String key, String text) {
        for (String word : text.split(" ", -1)) {
            words.add(key + "=" + word);
        }
    }
}
