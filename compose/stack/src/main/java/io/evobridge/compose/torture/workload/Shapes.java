package io.evobridge.compose.torture.workload;

import java.util.List;
import java.util.stream.IntStream;

/** The entities that the applications share, with their fields and keys. */
public final class Shapes {

    /** Registers: one text each, the last writer wins. */
    public static final String CELL = "cell";

    public static final String CONTENT = "content";

    /** A set: rows that are inserted once. */
    public static final String ELEMENT = "element";

    public static final String ELEMENT_NOTE = "note";

    /** Counters. */
    public static final String TALLY = "tally";

    public static final String TOTAL = "total";

    /** A bank. */
    public static final String ACCOUNT = "account";

    public static final String BALANCE = "balance";

    public static final long OPENING_BALANCE = 1_000;

    /** Texts that grow. */
    public static final String PAGE = "page";

    public static final String WORDS = "words";

    /** Word that every page begins with. */
    public static final String FIRST_WORD = "begin";

    private Shapes() {}

    /** Registers that any process writes. */
    public static List<String> registers() {
        return keys(CELL + "/", 1, 40);
    }

    /** Registers whose writers read their own writes back in a loop. */
    public static List<String> sessions() {
        return keys(CELL + "/", 1_001, 8);
    }

    public static List<String> tallies() {
        return keys(TALLY + "/", 1, 10);
    }

    public static List<String> accounts() {
        return keys(ACCOUNT + "/north/", 1, 8);
    }

    public static List<String> pages() {
        return keys(PAGE + "/page-", 1, 6);
    }

    private static List<String> keys(String prefix, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> prefix + number)
                .toList();
    }
}
