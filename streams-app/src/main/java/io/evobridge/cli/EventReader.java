package io.evobridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events, over as many connections as it takes. */
final class EventReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "id: ";
    private static final String DATA = "data: ";

    private final Consumer<JsonNode> each;
    private @Nullable String last;
    private volatile boolean stopped;
    private volatile @Nullable InputStream reading;

    /** Takes who is told the data of each event. */
    EventReader(Consumer<JsonNode> each) {
        this.each = each;
    }

    /** Id of the last whole event. */
    Optional<String> last() {
        return Optional.ofNullable(last);
    }

    /** Nobody wants more: a connection that is being read is closed. For any thread. */
    void stop() {
        stopped = true;
        InputStream open = reading;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It is not read any more, which is what is wanted.
            }
        }
    }

    /** Reads to the end of a connection; false where nobody wants more. */
    boolean read(InputStream in) throws IOException {
        reading = in;
        try {
            if (!stopped) {
                readAll(in);
            }
            return !stopped;
        } catch (IOException e) {
            if (stopped) {
                return false;
            }
            throw e;
        } finally {
            reading = null;
        }
    }

    private void readAll(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
        String id = last;
        String data = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(ID)) {
                id = line.substring(ID.length());
            } else if (line.startsWith(DATA)) {
                data = line.substring(DATA.length());
            } else if (line.isEmpty() && !data.isEmpty()) {
                last = id;
                each.accept(JSON.readTree(data));
                data = "";
            }
        }
    }
}
