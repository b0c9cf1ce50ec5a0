package io.evobridge.bridge.check;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Node;
import io.evobridge.bridge.sql.FoundTable;
import io.evobridge.bridge.types.TypeContract;
import io.evobridge.bridge.types.TypeLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the check of a bridge's databases has found.
 *
 * @param problems what must be mended before the bridge can run, each one sentence with the statement that mends it
 * @param notes what was done, and what is worth knowing
 * @param types what becomes of every field in every database that is written
 */
public record BridgeCheck(List<String> problems, List<String> notes, List<TypeLine> types) {

    public BridgeCheck {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
        types = List.copyOf(types);
    }

    /**
     * Asks every node with SQL, one after the other; writable ones get the table of progress markers where nothing
     * stands in the way.
     *
     * @param environment where references to variables are looked up
     */
    public static BridgeCheck of(Bridge bridge, Map<String, String> environment) {
        return of(bridge, environment, true);
    }

    /** Asks as {@link #of} does and changes nothing: the notes say what would be made. */
    public static BridgeCheck look(Bridge bridge, Map<String, String> environment) {
        return of(bridge, environment, false);
    }

    private static BridgeCheck of(Bridge bridge, Map<String, String> environment, boolean making) {
        List<String> problems = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Map<String, List<FoundTable>> tables = new HashMap<>();
        for (Node node : bridge.nodes()) {
            if (node.type().isSql()) {
                Findings findings = NodeCheck.of(bridge, node, environment, making);
                problems.addAll(findings.problems());
                notes.addAll(findings.notes());
                tables.put(node.name(), findings.tables());
            }
        }
        TypeContract types = TypeContract.of(bridge, tables);
        problems.addAll(types.problems());
        return new BridgeCheck(problems, notes, types.lines());
    }
}
