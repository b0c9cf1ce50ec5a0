package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Entity;
import io.evobridge.contract.CanonicalKey;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.Version;
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
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** The routes below {@code /entities}: single records, ranges, history, and why a record is what it is. */
final class RecordQueries {

    private static final int MAX_RANGE = 1_000;
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
                ApiRoute.get("/entities/{entity}/records", Set.of("from", "to", "limit", "cursor"), this::range),
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

    private ApiAnswer range(ApiRequest request) {
        String entity = entity(request.segment("entity")).name();
        int limit = request.number("limit", 100, 1, MAX_RANGE);
        String prefix = entity + '/';
        // The character after '/', so that the range ends with the entity.
        String end = request.parameter("to").map(to -> prefix + to).orElse(entity + '0');
        String begin = request.parameter("cursor")
                .map(last -> prefix + last + '\0')
                .orElseGet(() -> prefix + request.parameter("from").orElse(""));
        KeyStates.Part part = begin.compareTo(end) < 0
                ? states.range(begin, end, limit)
                : new KeyStates.Part(List.of(), bridge.partitions());
        List<JsonNode> records = new ArrayList<>();
        for (KeyStates.Entry entry : part.entries()) {
            records.add(ApiAnswer.JSON.valueToTree(describer.describe(CanonicalKey.parse(entry.key()), entry.state())));
        }
        int partitions = part.partitions();
        if (!request.forwarded() && partitions < bridge.partitions()) {
            for (URI other : states.others()) {
                JsonNode theirs = Peers.body(peers.ask(other, request));
                theirs.path("records").forEach(records::add);
                partitions += theirs.path("partitions").asInt();
            }
            if (partitions < bridge.partitions()) {
                throw ApiProblem.notNow(
                        "moving",
                        "only " + partitions + " of " + bridge.partitions()
                                + " partitions answer: keys are being handed over or restored; ask again in a moment");
            }
        }
        return ApiAnswer.json(page(records, limit, partitions));
    }

    private static Map<String, Object> page(List<JsonNode> records, int limit, int partitions) {
        List<JsonNode> page = records.stream()
                .sorted((a, b) -> Arrays.compareUnsigned(keyBytes(a), keyBytes(b)))
                .limit(limit)
                .toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("records", page);
        answer.put("partitions", partitions);
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
                .flatMap(java.util.stream.Stream::ofNullable)
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
