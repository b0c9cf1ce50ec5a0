package io.evobridge.bridge.check;

import io.evobridge.bridge.sql.FoundTable;
import java.util.ArrayList;
import java.util.List;

/** What the check of one node has found: sentences for a person, and the mapped tables. */
final class Findings {

    private final String node;
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<FoundTable> tables = new ArrayList<>();

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

    /** A mapped table, there or not. */
    void table(FoundTable table) {
        tables.add(table);
    }

    List<FoundTable> tables() {
        return List.copyOf(tables);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
