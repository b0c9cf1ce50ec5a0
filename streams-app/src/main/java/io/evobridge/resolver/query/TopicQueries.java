package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.bridge.Bridge;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The routes of conflicts and of quarantine, which any instance answers from their topics. */
final class TopicQueries {

    private static final int MAX_RECORDS = 200;
    private static final int WEEK_HOURS = 168;
    private static final Pattern ID = Pattern.compile("(\\d{1,4})-(\\d{1,18})");

    private final Bridge bridge;
    private final NewestRecords topics;
    private final RecordDescriber describer;
    private final LongSupplier wallMillis;

    TopicQueries(Bridge bridge, NewestRecords topics, RecordDescriber describer, LongSupplier wallMillis) {
        this.bridge = bridge;
        this.topics = topics;
        this.describer = describer;
        this.wallMillis = wallMillis;
    }

    List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get("/conflicts", Set.of("entity", "limit", "hours"), this::conflicts),
                ApiRoute.get("/conflicts/{id}", Set.of(), this::conflict),
                ApiRoute.get("/quarantine", Set.of("limit", "hours"), this::quarantine),
                ApiRoute.get("/quarantine/{id}", Set.of(), this::quarantined));
    }

    private ApiAnswer conflicts(ApiRequest request) {
        Optional<String> prefix = request.parameter("entity")
                .map(name -> bridge.entity(name).orElseThrow(() -> ApiProblem.unknownEntity(bridge, name)))
                .map(entity -> entity.name() + '/');
        return list(
                request,
                "conflicts",
                bridge.topics().conflicts(),
                record -> isBelow(record, prefix)
                        ? Optional.of(ConflictAnswer.summary(record, describer.readable()))
                        : Optional.empty());
    }

    private ApiAnswer conflict(ApiRequest request) {
        return one(
                request,
                bridge.topics().conflicts(),
                record -> Optional.of(ConflictAnswer.whole(record, describer.readable())),
                () -> ApiProblem.missing(
                        "unknown-conflict", "no conflict is at " + request.segment("id") + " (any more)"));
    }

    private ApiAnswer quarantine(ApiRequest request) {
        return list(
                request,
                "quarantined",
                bridge.topics().quarantine(),
                record -> Optional.of(QuarantineAnswer.of(record, false)));
    }

    private ApiAnswer quarantined(ApiRequest request) {
        return one(
                request,
                bridge.topics().quarantine(),
                record -> Optional.of(QuarantineAnswer.of(record, true)),
                () -> ApiProblem.missing(
                        "unknown-quarantined", "no quarantined record is at " + request.segment("id") + " (any more)"));
    }

    private ApiAnswer list(ApiRequest request, String name, String topic, Taking taking) {
        int limit = request.number("limit", 50, 1, MAX_RECORDS);
        int hours = request.number("hours", WEEK_HOURS, 1, 24 * 365);
        long since = wallMillis.getAsLong() - Duration.ofHours(hours).toMillis();
        NewestRecords.Found<Object> found = topics.find(topic, Optional.empty(), since, limit, taking::take);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(name, found.records());
        answer.put("hours", hours);
        answer.put("complete", found.complete());
        return ApiAnswer.json(answer);
    }

    private ApiAnswer one(ApiRequest request, String topic, Taking taking, Supplier<ApiProblem> missing) {
        Matcher id = ID.matcher(request.segment("id"));
        if (!id.matches()) {
            throw ApiProblem.wrong(
                    "bad-parameter",
                    "an id is partition-offset, such as 3-1745, not " + request.segment("id") + "; the list tells it");
        }
        return topics.<Object>at(topic, Integer.parseInt(id.group(1)), Long.parseLong(id.group(2)), taking::take)
                .map(ApiAnswer::json)
                .orElseThrow(missing);
    }

    private static boolean isBelow(ConsumerRecord<byte[], byte[]> record, Optional<String> prefix) {
        byte[] key = record.key();
        return prefix.isEmpty() || (key != null && new String(key, UTF_8).startsWith(prefix.get()));
    }

    /** What becomes of a record of the topic. */
    private interface Taking {
        Optional<Object> take(ConsumerRecord<byte[], byte[]> record);
    }
}
