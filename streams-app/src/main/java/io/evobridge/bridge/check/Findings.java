package io.evobridge.bridge.check;

import java.util.ArrayList;
import java.util.List;

/** What the check of one node has found, in sentences for a person. */
final class Findings {

    private final String node;
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Findings(String node) {
        this.node = node;
    }

    /** Something that must be mended before the bridge can run; the sentence says how. */
    void problem(String sentence) {
        problems.add("node " + node + ": " + sentence);
    }

    /** Something that is worth knowing. */
    void note(String sentence) {
        notes.add("node " + node + ": " + sentence);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
