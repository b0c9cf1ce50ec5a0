package io.evobridge.resolver.query;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Where the events of one client of a stream come from. To be closed when the client is gone. */
interface EventSource extends AutoCloseable {

    /** The events that are there, waiting for the first at most this long; none when the time is up. */
    List<Event> next(Duration patience) throws IOException;

    @Override
    void close();

    /**
     * A server-sent event.
     *
     * @param id what the client sends as Last-Event-ID to go on behind it; one line
     * @param name kind of event; one line
     * @param data one line of JSON
     */
    record Event(String id, String name, String data) {}
}
