package io.evobridge.load.sinks;

import io.evobridge.load.data.Checksum;
import io.evobridge.load.data.Item;
import java.sql.SQLException;
import java.util.List;

/** A place that items are written to: how one asks it, and how a bare loader fills it. */
interface Copy {

    /** Makes it empty, and ready to be written. */
    void clear() throws Exception;

    /** Whether it shows this write, or a later one of the same row. */
    boolean holds(Item item) throws Exception;

    /** How much of the writes it holds. */
    long writes() throws Exception;

    /** What it holds, row by row, in a form that is equal for equal contents. */
    String content() throws Exception;

    /** The same, as it should be after these writes. */
    String expected(long writes);

    /** Rows and checksum where each write has made a row of its own. */
    static String rows(long writes) {
        Checksum checksum = new Checksum();
        for (long id = 0; id < writes; id++) {
            checksum.add(Item.of(id, id));
        }
        return checksum.toString();
    }

    /** A connection of its own that writes without anything between. */
    Loader loader() throws Exception;

    /** The fastest way to write that a script would take. */
    interface Loader extends AutoCloseable {

        /** Writes them, and returns when they are durable. */
        void write(List<Item> items) throws Exception;

        @Override
        void close() throws SQLException;
    }
}
