package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.bridge.Bridge;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The routes of conflicts, quarantine and audit, which any instance answers from their topics. */
final class TopicQueries {

    private static final int MAX_RECORDS = 200;
    /** How many quarantined records are looked at for one that is not settled. */
    private static final int READ_FOR_ONE = 10;

    private static final int WEEK_HOURS = 168;

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
                ApiRoute.get("/quarantine", Set.of("limit", "hours", "handled"), this::quarantine),
                ApiRoute.get("/quarantine/{id}", Set.of(), this::quarantined),
                ApiRoute.get("/audit", Set.of("limit", "hours"), this::audit));
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

    /** A conflict as those need it who restore one of its versions; throws {@link ApiProblem} where it is not there. */
    FoundConflict conflict(String id) {
        return topics.<FoundConflict>at(
                        bridge.topics().conflicts(),
                        RecordPlace.parse(id),
                        record -> Optional.of(FoundConflict.of(ConflictAnswer.conflict(record, describer.readable()))))
                .orElseThrow(() -> ApiProblem.missing("unknown-conflict", "no conflict is at " + id + " (any more)"));
    }

    /** A quarantined record as it stands there; throws {@link ApiProblem} where none does. */
    ConsumerRecord<byte[], byte[]> quarantinedRecord(String id) {
        return topics.<ConsumerRecord<byte[], byte[]>>at(
                        bridge.topics().quarantine(), RecordPlace.parse(id), TopicQueries::notMarker)
                .orElseThrow(() -> unknownQuarantined(id));
    }

    /** What was done about a quarantined record, told by a record behind it. */
    Optional<QuarantineAnswer.Handled> handled(ConsumerRecord<byte[], byte[]> record) {
        String id = RecordPlace.of(record).toString();
        return topics
                .find(
                        bridge.topics().quarantine(),
                        Optional.of(record.partition()),
                        record.timestamp(),
                        1,
                        later -> QuarantineAnswer.handledBy(later)
                                .filter(id::equals)
                                .map(any -> QuarantineAnswer.Handled.of(later)))
                .records()
                .stream()
                .findFirst();
    }

    /** Those that are settled are left out, unless they are asked for. So more is read than is wanted. */
    private ApiAnswer quarantine(ApiRequest request) {
        int limit = request.number("limit", 50, 1, MAX_RECORDS);
        boolean all = request.parameter("handled").filter("true"::equals).isPresent();
        Map<String, QuarantineAnswer.Handled> handled = new HashMap<>();
        int read = limit * READ_FOR_ONE + MAX_RECORDS;
        NewestRecords.Found<QuarantineAnswer> found =
                find(request, bridge.topics().quarantine(), read, record -> {
                    Optional<String> settled = QuarantineAnswer.handledBy(record);
                    settled.ifPresent(id -> handled.putIfAbsent(id, QuarantineAnswer.Handled.of(record)));
                    return settled.isPresent()
                            ? Optional.empty()
                            : Optional.of(QuarantineAnswer.of(record, bridge, false));
                });
        List<QuarantineAnswer> wanted = found.records().stream()
                .map(record -> record.with(handled.get(record.id())))
                .filter(record -> all || record.handled() == null)
                .toList();
        boolean complete = found.complete() && (found.records().size() < read || wanted.size() >= limit);
        return page(request, "quarantined", wanted.stream().limit(limit).toList(), complete);
    }

    private ApiAnswer quarantined(ApiRequest request) {
        ConsumerRecord<byte[], byte[]> record = quarantinedRecord(request.segment("id"));
        return ApiAnswer.json(
                QuarantineAnswer.of(record, bridge, true).with(handled(record).orElse(null)));
    }

    private ApiAnswer audit(ApiRequest request) {
        return list(request, "audit", bridge.topics().audit(), AuditLog::read);
    }

    private static Optional<ConsumerRecord<byte[], byte[]>> notMarker(ConsumerRecord<byte[], byte[]> record) {
        return QuarantineAnswer.handledBy(record).isPresent() ? Optional.empty() : Optional.of(record);
    }

    private static ApiProblem unknownQuarantined(String id) {
        return ApiProblem.missing("unknown-quarantined", "no quarantined record is at " + id + " (any more)");
    }

    private ApiAnswer list(ApiRequest request, String name, String topic, Taking<Object> taking) {
        int limit = request.number("limit", 50, 1, MAX_RECORDS);
        NewestRecords.Found<Object> found = find(request, topic, limit, taking);
        return page(request, name, found.records(), found.complete());
    }

    private <T> NewestRecords.Found<T> find(ApiRequest request, String topic, int limit, Taking<T> taking) {
        long since = wallMillis.getAsLong() - Duration.ofHours(hours(request)).toMillis();
        return topics.find(topic, Optional.empty(), since, limit, taking::take);
    }

    private static ApiAnswer page(ApiRequest request, String name, List<?> records, boolean complete) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(name, records);
        answer.put("hours", hours(request));
        answer.put("complete", complete);
        return ApiAnswer.json(answer);
    }

    private static int hours(ApiRequest request) {
        return request.number("hours", WEEK_HOURS, 1, 24 * 365);
    }

    private ApiAnswer one(ApiRequest request, String topic, Taking<Object> taking, Supplier<ApiProblem> missing) {
        return topics.<Object>at(topic, RecordPlace.parse(request.segment("id")), taking::take)
                .map(ApiAnswer::json)
                .orElseThrow(missing);
    }

    private static boolean isBelow(ConsumerRecord<byte[], byte[]> record, Optional<String> prefix) {
        byte[] key = record.key();
        return prefix.isEmpty() || (key != null && new String(key, UTF_8).startsWith(prefix.get()));
    }

    /** What becomes of a record of the topic. */
    private interface Taking<T> {
        Optional<T> take(ConsumerRecord<byte[], byte[]> record);
    }
}
