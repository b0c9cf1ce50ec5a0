package io.evobridge.sink.influxdb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.regex.Pattern;

/** The sentence inside an error response: v1 calls it {@code error}, v2 {@code message}. */
final class ServerWords {

    private static final int MAX_LENGTH = 500;
    private static final JsonFactory JSON = new JsonFactory();

    /** InfluxDB 1.x repeats the whole line that it could not parse; row contents stay out of logs. */
    private static final Pattern REPEATED_LINE = Pattern.compile("unable to parse '.*'(: )", Pattern.DOTALL);

    private ServerWords() {}

    /** Empty where the body says nothing. */
    static String in(String body) {
        String words = REPEATED_LINE.matcher(sentence(body)).replaceAll("unable to parse the point$1");
        String line = words.replaceAll("\\s+", " ").strip();
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }

    private static String sentence(String body) {
        if (!body.stripLeading().startsWith("{")) {
            return body;
        }
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING
                        && ("error".equals(parser.currentName()) || "message".equals(parser.currentName()))) {
                    return parser.getText();
                }
            }
        } catch (IOException e) {
            return body; // A broken body still tells a person more than nothing.
        }
        return body;
    }
}
