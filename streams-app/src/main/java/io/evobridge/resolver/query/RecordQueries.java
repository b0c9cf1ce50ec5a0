package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Entity;
import io.evobridge.contract.CanonicalKey;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.Version;
import io.evobridge.resolver.query.Waits.Deadline;
import io.evobridge.resolver.wire.PoisonException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** The routes below {@code /entities}: single records, ranges, history, and why a record is what it is. */
final class RecordQueries {

    private static final int MAX_RANGE = 1_000;
    private static final Set<String> RANGE_PARAMETERS = Stream.concat(
                    Stream.of("from", "to", "limit", "cursor"), Consistency.PARAMETERS.stream())
            .collect(Collectors.toUnmodifiableSet());
    private static final int MAX_HISTORY = 200;
    private static final int EXPLAINED_WRITES = 20;
    private static final int HISTORY_HOURS = 24;

    private final Bridge bridge;
    private final KeyStates states;
    private final Peers peers;
    private final Reads reads;
    private final RecordDescriber describer;
    private final NewestRecords topics;
    private final LongSupplier wallMillis;

    RecordQueries(
            Bridge bridge,
            KeyStates states,
            Peers peers,
            Reads reads,
            RecordDescriber describer,
            NewestRecords topics,
            LongSupplier wallMillis) {
        this.bridge = bridge;
        this.states = states;
        this.peers = peers;
        this.reads = reads;
        this.describer = describer;
        this.topics = topics;
        this.wallMillis = wallMillis;
    }

    List<ApiRoute> routes() {
        String record = "/entities/{entity}/records/{key}";
        return List.of(
                ApiRoute.getLater("/entities/{entity}/records", RANGE_PARAMETERS, this::range),
                ApiRoute.getLater(record, Reads.PARAMETERS, request -> read(request, this::get)),
                ApiRoute.getLater(record + "/explain", Reads.PARAMETERS, request -> read(request, this::explain)),
                ApiRoute.get(record + "/history", Set.of("limit", "hours"), this::history),
                ApiRoute.stream("/entities/{entity}/changes", Set.of("key"), this::feed));
    }

    private CompletionStage<ApiAnswer> read(ApiRequest request, LocalQuery query) {
        CanonicalKey key = key(request);
        return reads.read(request, key, state -> query.answer(key, state.orElseThrow(() -> unknown(key))));
    }

    private ChangeFeed feed(ApiRequest request) {
        Entity entity = entity(request.segment("entity"));
        return ChangeFeed.open(
                bridge,
                entity,
                request.parameter("key").map(text -> key(entity, text).toString()),
                request.header(ApiHeaders.LAST_EVENT_ID),
                describer);
    }

    private ApiAnswer get(CanonicalKey key, KeyState state) {
        return ApiAnswer.json(describer.describe(key, state)).with(ApiHeaders.ETAG, Token.etag(state.seen()));
    }

    private ApiAnswer explain(CanonicalKey key, KeyState state) {
        Entity entity = entity(key.entity());
        List<ChangeAnswer> history =
                changes(key, EXPLAINED_WRITES, HISTORY_HOURS).records();
        return ApiAnswer.json(Explanation.of(
                key,
                state,
                entity.merging(),
                describer.merges().of(entity.name()),
                describer.describe(key, state),
                history));
    }

    private ApiAnswer history(ApiRequest request) {
        CanonicalKey key = key(request);
        int limit = request.number("limit", 50, 1, MAX_HISTORY);
        int hours = request.number("hours", HISTORY_HOURS, 1, 24 * 365);
        NewestRecords.Found<ChangeAnswer> found = changes(key, limit, hours);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("changes", found.records());
        answer.put("hours", hours);
        answer.put("complete", found.complete());
        return ApiAnswer.json(answer);
    }

    private NewestRecords.Found<ChangeAnswer> changes(CanonicalKey key, int limit, int hours) {
        byte[] bytes = key.toString().getBytes(UTF_8);
        return topics.find(
                bridge.topics().changes(),
                Optional.of(BuiltInPartitioner.partitionForKey(bytes, bridge.partitions())),
                wallMillis.getAsLong() - Duration.ofHours(hours).toMillis(),
                limit,
                record -> Arrays.equals(bytes, record.key())
                        ? Optional.of(ChangeAnswer.of(
                                describer.readable().framed(Objects.requireNonNull(record.value())),
                                describer.readable()))
                        : Optional.empty());
    }

    /**
     * What one instance or more have of a range.
     *
     * @param partitions how many answered
     */
    private record Part(List<JsonNode> records, int partitions) {

        Part and(Part other) {
            List<JsonNode> both = new ArrayList<>(records);
            both.addAll(other.records());
            return new Part(both, partitions + other.partitions());
        }
    }

    private CompletionStage<ApiAnswer> range(ApiRequest request) {
        String entity = entity(request.segment("entity")).name();
        int limit = request.number("limit", 100, 1, MAX_RANGE);
        Consistency wanted = reads.wanted(request);
        Deadline end = Deadline.in(wanted.timeout());
        return reads.own(wanted, end, () -> own(request, entity, limit))
                .thenCompose(own -> request.forwarded() || own.partitions() >= bridge.partitions()
                        ? CompletableFuture.completedStage(own)
                        : withOthers(request, end, own))
                .thenApply(part -> ApiAnswer.json(page(part, limit, wanted)));
    }

    private Part own(ApiRequest request, String entity, int limit) {
        String prefix = entity + '/';
        // The character after '/', so that the range ends with the entity.
        String end = request.parameter("to").map(to -> prefix + to).orElse(entity + '0');
        String begin = request.parameter("cursor")
                .map(last -> prefix + last + '\0')
                .orElseGet(() -> prefix + request.parameter("from").orElse(""));
        if (begin.compareTo(end) >= 0) {
            return new Part(List.of(), bridge.partitions());
        }
        KeyStates.Part part = states.range(begin, end, limit);
        List<JsonNode> records = new ArrayList<>();
        for (KeyStates.Entry entry : part.entries()) {
            records.add(ApiAnswer.JSON.valueToTree(describer.describe(CanonicalKey.parse(entry.key()), entry.state())));
        }
        return new Part(records, part.partitions());
    }

    private CompletionStage<Part> withOthers(ApiRequest request, Deadline end, Part own) {
        CompletionStage<Part> all = CompletableFuture.completedStage(own);
        for (URI other : states.others()) {
            ApiRequest sent =
                    request.with(Consistency.TIMEOUT, Long.toString(end.left().toMillis()));
            CompletionStage<Part> theirs = peers.ask(other, sent, end.left().plus(CopyFinder.ON_THE_WAY))
                    .thenApply(answer -> part(Peers.body(answer)));
            all = all.thenCombine(theirs, Part::and);
        }
        return all.thenApply(part -> {
            if (part.partitions() < bridge.partitions()) {
                throw ApiProblem.notNow(
                        "moving",
                        "only " + part.partitions() + " of " + bridge.partitions()
                                + " partitions answer: keys are being handed over or restored; ask again in a moment");
            }
            return part;
        });
    }

    private static Part part(JsonNode answer) {
        List<JsonNode> records = new ArrayList<>();
        answer.path("records").forEach(records::add);
        return new Part(records, answer.path("partitions").asInt());
    }

    private static Map<String, Object> page(Part part, int limit, Consistency wanted) {
        List<JsonNode> page = part.records().stream()
                .sorted((a, b) -> Arrays.compareUnsigned(keyBytes(a), keyBytes(b)))
                .limit(limit)
                .toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("records", page);
        answer.put("partitions", part.partitions());
        answer.put("read", Map.of("level", wanted.level().word()));
        if (page.size() == limit) {
            answer.put("cursor", page.get(limit - 1).path("key").asText());
        }
        return answer;
    }

    private static byte[] keyBytes(JsonNode record) {
        return record.path("key").asText().getBytes(UTF_8);
    }

    private CanonicalKey key(ApiRequest request) {
        return key(entity(request.segment("entity")), request.segment("key"));
    }

    static CanonicalKey key(Entity entity, String text) {
        CanonicalKey key;
        try {
            key = CanonicalKey.parse(entity.name() + '/' + text);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.wrong("wrong-key", String.valueOf(e.getMessage()));
        }
        if (key.parts().size() != entity.key().size()) {
            throw ApiProblem.wrong(
                    "wrong-key",
                    "a key of " + entity.name() + " is " + String.join("/", entity.key()) + ": "
                            + entity.key().size()
                            + (entity.key().size() == 1 ? " part" : " parts") + ", not "
                            + key.parts().size()
                            + "; write a '/' inside a part as %2F, and in an address every '/' of a key as %2F");
        }
        return key;
    }

    private Entity entity(String name) {
        return bridge.entity(name).orElseThrow(() -> ApiProblem.unknownEntity(bridge, name));
    }

    /** Where the entity's records tell what type the key has, a text in place of a number is told as that. */
    private ApiProblem unknown(CanonicalKey key) {
        Entity entity = entity(key.entity());
        Optional<Image> any = states.range(key.entity() + '/', key.entity() + '0', 1).entries().stream()
                .flatMap(entry -> entry.state().versions().stream())
                .map(Version::image)
                .flatMap(Stream::ofNullable)
                .findFirst();
        for (int i = 0; any.isPresent() && i < entity.key().size(); i++) {
            String field = entity.key().get(i);
            if (isWholeNumber(any.get(), field) && !key.parts().get(i).matches("-?\\d+")) {
                return ApiProblem.wrong(
                        "wrong-key",
                        "the key field " + field + " of " + entity.name() + " is a whole number, not '"
                                + key.parts().get(i) + "'");
            }
        }
        return ApiProblem.missing(
                "unknown-key", "nobody has written " + key + ", as far as the captured logs were read");
    }

    private boolean isWholeNumber(Image image, String field) {
        try {
            return describer
                    .readable()
                    .type(image, field)
                    .filter(type -> type == Schema.Type.INT || type == Schema.Type.LONG)
                    .isPresent();
        } catch (PoisonException e) {
            return false;
        }
    }

    /** A query of a key whose state is known. */
    private interface LocalQuery {
        ApiAnswer answer(CanonicalKey key, KeyState state);
    }
}
